// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans

/// The output of a plan: a file or standard output.
package struct PlanOutput: Sendable {
    /// The name of a plan's file if the user does not name one.
    package static let usualName = "plan.json"

    /// The path of the file; `nil` if the plan is only in the record.
    package let path: String?

    package init(path: String?) { self.path = path }

    private var output: OutputFile? { path.map { OutputFile($0, .plan) } }

    /// Whether the plan goes to standard output instead of a file.
    package var isStandardOutput: Bool { path == StandardStream.name }

    /// Refuses to overwrite a file that is not a plan, such as the configuration.
    package func check(configuration: String) throws {
        guard !isStandardOutput, let output else { return }
        guard !output.isSame(as: configuration) else { throw OutputRefusal.configuration(.plan, path: output.path) }
        try output.check { try PlanReader(path: $0.path).isPlanOrEmpty() }
    }

    /// The path of the file if it is there and holds an earlier plan.
    package var earlierPlan: String? {
        guard !isStandardOutput, let output, let bytes = output.bytes(upTo: PlanFile.sizeLimit), PlanFile.isPlan(bytes)
        else { return nil }
        return output.path
    }

    /// The path of the file that holds the plan now; `nil` after it went to a device, from which nobody reads it.
    var kept: String? { isStandardOutput || output?.type == .typeRegular ? path : nil }

    /// Writes the plan to its file, if it has one.
    func write(_ bytes: [UInt8]) throws { try output?.write(bytes) }
}
