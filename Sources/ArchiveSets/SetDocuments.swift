// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans

/// The plan of a set and its configuration, read from wherever the set is and compared with their digests.
struct SetDocuments {
    /// The most bytes of a configuration.
    private static let configurationLimit = 16 << 20

    let plan: PlanFile
    let configuration: [UInt8]

    /// Reads both; `path` is what errors name, and `read` returns a member of at most so many bytes, or `nil`.
    init(
        of id: Digest,
        path: String,
        _ read: (_ member: String, _ limit: Int) throws -> [UInt8]?
    ) throws {
        func damaged(_ message: String) -> ArchiveSetError {
            ArchiveSetError(path: path, message: message, remedy: ArchiveSetError.copyAgain)
        }
        func require(_ member: String, _ limit: Int) throws -> [UInt8] {
            guard let bytes = try read(member, limit) else { throw damaged("it lacks the member `\(member)`") }
            return bytes
        }
        let bytes = try require(ArchivePath.plan(id), PlanFile.sizeLimit)
        do {
            plan = try PlanFile(reading: Data(bytes))
        } catch {
            throw ArchiveSetError(path: path, message: "the plan in it cannot be used: \(error)")
        }
        guard plan.id == id else { throw damaged("the plan in it is \(plan.id), expected \(id)") }
        let expected = plan.plan.configuration.digest
        configuration = try require(ArchivePath.configuration(expected), Self.configurationLimit)
        let found = Digest(of: configuration, algorithm: expected.algorithm)
        guard found == expected else {
            throw damaged("the digest of its configuration is \(found), expected \(expected)")
        }
    }
}
