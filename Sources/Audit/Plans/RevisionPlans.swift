// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitStore
import OCI
import Plans

/// The recorded plans of a commit, the newest of each configuration, target and kind of work.
package struct RevisionPlans {
    /// What plans are compared by.
    package struct Subject: Sendable, Hashable, Comparable {
        /// The path of the configuration.
        package let configuration: String
        /// The target's name.
        package let target: String
        /// Whether the plans only delete.
        package let isDeletion: Bool

        package static func < (left: Self, right: Self) -> Bool {
            (left.configuration, left.target, left.isDeletion ? 1 : 0)
                < (right.configuration, right.target, right.isDeletion ? 1 : 0)
        }
    }

    /// A plan of the commit.
    package struct Entry: Sendable, Equatable {
        /// The path inside the commit.
        package let path: String
        /// The commit that added it.
        let addedBy: String
    }

    /// The fields that are read of every plan that could matter.
    private struct Header: Decodable {
        struct Configuration: Decodable { var path: String }
        struct Target: Decodable { var registry: String? }
        var id: Digest
        var mode: String
        var configuration: Configuration
        var target: Target
    }

    /// The revision as the user named it.
    package let revision: String
    /// The commit that it names.
    package let commit: String
    private let root: String
    /// The plans, the newest first.
    private let entries: [Entry]

    /// Reads which plans a revision of the trail's repository has.
    package init(at revision: String, of trail: AuditTrail) throws {
        guard let repository = try AuditRepository.locate(around: trail.root) else {
            throw AuditTrailError.noHistory(folder: trail.root)
        }
        root = repository.root
        let root = root
        let found = try auditing { () throws(GitError) -> (String, [(name: String, commit: String)])? in
            let git = try GitRepository(at: root)
            guard let commit = try git.commit(named: revision) else { return nil }
            return (commit, try git.additions(in: GitPath("plans"), at: commit))
        }
        guard let (commit, additions) = found else { throw UnknownRevision(name: revision, root: root) }
        self.revision = revision
        self.commit = commit
        entries = additions.map { Entry(path: AuditTrail.file(ofPlanIn: $0.name), addedBy: $0.commit) }
    }

    /// The subjects of the plans that another revision does not have.
    package func subjects(besides other: RevisionPlans) throws -> Set<Subject> {
        let known = Set(other.entries.map(\.path))
        return Set(try entries.filter { !known.contains($0.path) }.compactMap { try subject(of: $0) })
    }

    /// The bytes of the newest plan of a subject; `nil` if the revision has none.
    ///
    /// Throws `AmbiguousPlans` if one commit added several of them, so that none is the newest.
    package func newest(_ subject: Subject) throws -> [UInt8]? {
        guard let newest = try entries.first(where: { try self.subject(of: $0) == subject }) else { return nil }
        let rivals = try entries.filter { entry in
            try entry.addedBy == newest.addedBy && self.subject(of: entry) == subject
        }
        guard rivals.count == 1 else {
            throw AmbiguousPlans(revision: revision, commit: newest.addedBy, paths: rivals.map(\.path))
        }
        return try bytes(of: newest)
    }

    private func subject(of entry: Entry) throws -> Subject? {
        guard let bytes = try bytes(of: entry),
            let header = try? JSONDecoder().decode(Header.self, from: Data(bytes)), let target = header.target.registry
        else { return nil }
        return Subject(
            configuration: header.configuration.path,
            target: target,
            isDeletion: header.mode == Plan.Mode.deletion.rawValue
        )
    }

    private func bytes(of entry: Entry) throws -> [UInt8]? {
        try auditing { () throws(GitError) in
            try GitRepository(at: root).content(of: GitPath(entry.path), at: commit)
        }
    }
}
