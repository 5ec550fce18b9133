// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The output of a plan: a file or standard output.
package struct PlanOutput: Sendable {
    /// The name of a plan's file if the user does not name one.
    package static let usualName = "plan.json"

    package let path: String

    package init(path: String) { self.path = path }

    private var output: OutputFile { OutputFile(path, .plan) }

    /// Whether the plan goes to standard output instead of a file.
    package var isStandardOutput: Bool { path == StandardStream.name }

    /// Refuses to overwrite a file that is not a plan, such as the configuration.
    package func check(configuration: String) throws {
        guard !isStandardOutput else { return }
        guard !output.isSame(as: configuration) else { throw OutputRefusal.configuration(.plan, path: path) }
        try output.check { try PlanReader(path: $0.path).isPlanOrEmpty() }
    }

    /// Writes the plan to its file.
    func write(_ bytes: [UInt8]) throws { try output.write(bytes) }
}
