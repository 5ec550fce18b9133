// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The file that a plan is written to.
struct PlanOutput {
    let path: String

    private var output: OutputFile { OutputFile(path: path, subject: "plan") }

    /// Refuses to overwrite what is no plan: the configuration, say, or a file of somebody else.
    func check(configuration: String) throws {
        guard !output.isSame(as: configuration) else {
            throw CommandError("--out \(path) is the configuration itself\nName another file for the plan.")
        }
        switch output.type {
        case .typeDirectory: throw CommandError("--out \(path) is a folder\nName a file for the plan.")
        case .typeRegular:
            guard PlanReader(path: output.file.path).isPlanOrEmpty() else {
                throw CommandError("--out \(path) exists and is no plan\nRemove it, or name another file for the plan.")
            }
        default: break
        }
    }

    /// Writes the plan.
    func write(_ bytes: [UInt8]) throws { try output.write(bytes) }
}
