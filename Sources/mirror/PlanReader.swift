// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Plans

/// Reads a plan from a file that a user named.
struct PlanReader {
    let path: String

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
    func isPlanOrEmpty() throws(CommandError) -> Bool {
        let data = try contents()
        guard !data.isEmpty else { return true }
        // An edited or outdated plan is one all the same.
        return PlanFile.isPlan(data)
    }

    /// The bytes of a regular file, if they are no more than a plan may have.
    private func contents() throws(CommandError) -> Data {
        guard path != StandardStream.name else {
            guard let data = try StandardStream.read(upTo: PlanFile.sizeLimit, as: "plan") else { throw tooLarge }
            return data
        }
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw CommandError("\(path): expected the file of a plan, found something else")
            }
            guard attributes[.size] as? Int ?? 0 <= PlanFile.sizeLimit else {
                throw tooLarge
            }
            return try Data(contentsOf: URL(filePath: path))
        } catch let error as CommandError {
            throw error
        } catch {
            throw CommandError("\(path): the plan cannot be read: \(error.fileProblem)\nMake one with `mirror plan`.")
        }
    }

    private var tooLarge: CommandError {
        CommandError("\(path): larger than the \(PlanFile.sizeLimit) bytes that a plan may have")
    }
}
