// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The file that a plan is written to.
struct PlanOutput {
    let path: String

    private var output: OutputFile { OutputFile(path: path, subject: "plan") }

    /// Whether the plan goes to standard output instead of a file.
    var isStandardOutput: Bool { path == StandardStream.name }

    /// Refuses to overwrite what is no plan: the configuration, say, or a file of somebody else.
    func check(configuration: String) throws {
        guard !isStandardOutput else { return }
        guard !output.isSame(as: configuration) else {
            throw CommandError("--out \(path) is the configuration itself\nName another file for the plan.")
        }
        switch output.type {
        case .typeDirectory: throw CommandError("--out \(path) is a folder\nName a file for the plan.")
        case .typeRegular:
            guard try PlanReader(path: output.file.path).isPlanOrEmpty() else {
                throw CommandError("--out \(path) exists and is no plan\nRemove it, or name another file for the plan.")
            }
        default: break
        }
    }

    /// Writes the plan.
    func write(_ bytes: [UInt8]) throws {
        guard !isStandardOutput else { return Console.standard.write(String(decoding: bytes, as: UTF8.self)) }
        try output.write(bytes)
    }
}
