// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a program did when a test ran it.
package struct ToolRun: Sendable {
    /// The exit status; the signal's number plus 128 where one ended the program.
    package let status: Int32
    package let output: String
    package let errors: String

    package init(status: Int32, output: String, errors: String) {
        self.status = status
        self.output = output
        self.errors = errors
    }

    /// The lines of the output, without empty ones.
    package var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// A program that a test relies on failed.
package struct ToolFailure: Error, CustomStringConvertible {
    package let arguments: [String]
    package let run: ToolRun

    package init(arguments: [String], run: ToolRun) {
        self.arguments = arguments
        self.run = run
    }

    package var description: String {
        "\(arguments.joined(separator: " ")): exit \(run.status)\n\(run.output)\(run.errors)"
    }
}

/// Runs a program found on `PATH` and waits for its end, so the test's trait is `waitsForPrograms`.
///
/// Its environment is `environment` and this process's `PATH`, nothing else.
package func runTool(
    _ arguments: [String],
    environment: [String: String] = [:],
    in directory: String? = nil,
    input: [UInt8] = []
) throws -> ToolRun {
    // Files rather than pipes: no program waits for a full pipe to be read.
    let streams = try TemporaryDirectory()
    for name in ["output", "errors"] { try streams.write([], to: name) }
    try streams.write(input, to: "input")

    let program = try RunningProgram(
        arguments,
        environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
            .merging(environment) { $1 },
        in: directory,
        input: streams["input"],
        output: streams["output"],
        errors: streams["errors"]
    )
    return ToolRun(
        status: program.wait(),
        output: String(decoding: try streams.read("output"), as: UTF8.self),
        errors: String(decoding: try streams.read("errors"), as: UTF8.self)
    )
}

/// Runs a program and expects it to succeed; returns what it printed, trimmed at the end.
@discardableResult
package func toolOutput(
    _ arguments: [String],
    environment: [String: String] = [:],
    in directory: String? = nil,
    input: [UInt8] = []
) throws -> String {
    let run = try runTool(arguments, environment: environment, in: directory, input: input)
    guard run.status == 0 else { throw ToolFailure(arguments: arguments, run: run) }
    var output = run.output
    while output.last == "\n" { output.removeLast() }
    return output
}
