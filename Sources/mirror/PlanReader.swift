// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Planning
import Plans
import Scheduling

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
        guard !data.isEmpty else { throw CommandError("\(title) is empty\nMake a plan with `mirror plan`.") }
        do {
            return try PlanFile(reading: data)
        } catch {
            guard case .notAPlan = error else { throw error }
            throw CommandError("\(title): \(error)\nPlans are made by `mirror plan`.")
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
            return try standardInput()
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

    private func standardInput() throws(CommandError) -> Data {
        do {
            guard let bytes = try readStandardInput(upTo: PlanFile.sizeLimit) else { throw tooLarge }
            return Data(bytes)
        } catch {
            throw error as? CommandError
                ?? CommandError("the plan cannot be read from standard input: \(error.inWords)")
        }
    }

    private var title: String { StandardStream.title(of: path) }

    private var tooLarge: CommandError {
        CommandError("\(title): larger than the \(PlanFile.sizeLimit) bytes that a plan may have")
    }
}
