// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Planning
package import Plans
import Scheduling

/// Reads a plan from a path given by the user.
package struct PlanReader: Sendable {
    private let path: String

    package init(path: String) { self.path = path }

    /// Returns a plan to apply; its manifests for clusters must be those that its images give.
    package func readAudited() throws -> PlanFile {
        let file = try read()
        try PlanAudit(of: file.plan).check()
        return file
    }

    /// Returns a plan; an earlier version may have made it in other words.
    ///
    /// Throws `UnreadablePlan`, or `PlanError` for a plan that must not be applied.
    package func read() throws -> PlanFile {
        let data = try contents()
        guard !data.isEmpty else { throw UnreadablePlan.empty(title: title) }
        do {
            return try PlanFile(reading: data)
        } catch {
            guard case .notAPlan = error else { throw error }
            throw UnreadablePlan.noPlan(title: title, error)
        }
    }

    /// Whether a file may be replaced by a plan.
    package func isPlanOrEmpty() throws(UnreadablePlan) -> Bool {
        let data = try contents()
        // An edited or outdated plan is still a plan.
        return data.isEmpty || PlanFile.isPlan(data)
    }

    /// The bytes of a regular file, if it is not larger than a plan may be.
    private func contents() throws(UnreadablePlan) -> Data {
        guard path != StandardStream.name else { return try standardInput() }
        do {
            // A link may lead to a plan.
            let file = URL(filePath: path).resolvingSymlinksInPath()
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw UnreadablePlan.noFile(path: path)
            }
            guard attributes[.size] as? Int ?? 0 <= PlanFile.sizeLimit else {
                throw UnreadablePlan.tooLarge(title: title)
            }
            return try Data(contentsOf: file)
        } catch let error as UnreadablePlan {
            throw error
        } catch {
            throw .unreadable(path: path, reason: error.fileProblem)
        }
    }

    private func standardInput() throws(UnreadablePlan) -> Data {
        let bytes: [UInt8]?
        do {
            bytes = try readStandardInput(upTo: PlanFile.sizeLimit)
        } catch {
            throw .unreadableInput(reason: error.inWords)
        }
        guard let bytes else { throw .tooLarge(title: title) }
        return Data(bytes)
    }

    private var title: String { StandardStream.title(of: path) }
}
