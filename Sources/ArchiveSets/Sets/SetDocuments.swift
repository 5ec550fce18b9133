// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import Plans

/// The plan and the configuration of a set, read from any place and compared with their digests.
struct SetDocuments {
    /// The maximum size of a configuration in bytes.
    private static let configurationLimit = 16 << 20

    let plan: PlanFile
    let configuration: [UInt8]

    /// Reads both; `path` is the path in errors, and `read` returns a member of at most `limit` bytes, or `nil` if the
    /// archive lacks the member.
    init(of id: Digest, path: String, _ read: (_ member: String, _ limit: Int) throws -> [UInt8]?) throws {
        plan = try Self.plan(id, path: path, read)
        let expected = plan.plan.configuration.digest
        let member = ArchivePath.configuration(expected)
        guard let configuration = try read(member, Self.configurationLimit) else {
            throw ArchiveSetError.damaged(path, "it lacks the member `\(member)`")
        }
        let found = Digest(of: configuration, algorithm: expected.algorithm)
        guard found == expected else {
            throw ArchiveSetError.damaged(path, "the digest of its configuration is \(found), expected \(expected)")
        }
        self.configuration = configuration
    }

    /// Reads the plan alone.
    static func plan(
        _ id: Digest,
        path: String,
        _ read: (_ member: String, _ limit: Int) throws -> [UInt8]?
    ) throws -> PlanFile {
        let member = ArchivePath.plan(id)
        guard let bytes = try read(member, PlanFile.sizeLimit) else {
            throw ArchiveSetError.damaged(path, "it lacks the member `\(member)`")
        }
        let plan: PlanFile
        do {
            plan = try PlanFile(reading: Data(bytes))
        } catch {
            let found = error.explanation
            throw ArchiveSetError(
                path: path,
                message: "the plan in it cannot be used: \(found.summary)",
                remedy: found.remedy
            )
        }
        guard plan.id == id else { throw ArchiveSetError.damaged(path, "the plan in it is \(plan.id), expected \(id)") }
        return plan
    }
}
