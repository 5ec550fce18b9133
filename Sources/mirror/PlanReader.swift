// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Planning
import Plans

/// Reads a plan from a file that a user named.
struct PlanReader {
    let path: String

    /// Returns a plan that may be carried out: what it writes for clusters is what its images make.
    func readAudited() throws -> PlanFile {
        let file = try read()
        try PlanAudit(of: file.plan).check()
        return file
    }

    /// Returns a plan, be it one that an earlier version made in other words.
    func read() throws -> PlanFile {
        let data = try contents()
        do {
            return try PlanFile(reading: data)
        } catch {
            guard case .notAPlan = error else { throw error }
            throw CommandError("\(path): \(error)\nPlans are made by `mirror plan`.")
        }
    }

    /// Whether a file may be replaced by a plan.
    func isPlanOrEmpty() -> Bool {
        guard let data = try? contents() else { return false }
        guard !data.isEmpty else { return true }
        // An edited or outdated plan is one all the same.
        return PlanFile.isPlan(data)
    }

    /// The bytes of a regular file, if they are no more than a plan may have.
    private func contents() throws(CommandError) -> Data {
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw CommandError("\(path): expected the file of a plan, found something else")
            }
            guard attributes[.size] as? Int ?? 0 <= PlanFile.sizeLimit else {
                throw CommandError("\(path): larger than the \(PlanFile.sizeLimit) bytes that a plan may have")
            }
            return try Data(contentsOf: URL(filePath: path))
        } catch let error as CommandError {
            throw error
        } catch {
            throw CommandError("\(path): the plan cannot be read: \(error.fileProblem)\nMake one with `mirror plan`.")
        }
    }
}
