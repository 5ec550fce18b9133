// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import GitStore

/// The git repository with the audit trail of a configuration.
///
/// It is a place, not an open handle: each call opens the repository itself. The calls block.
package struct AuditRepository: Sendable, Hashable {
    /// The files of the repository.
    package let folder: AuditFolder

    /// The absolute path of the working tree.
    package var root: String { folder.root }

    /// The git folder of this working tree alone.
    package let gitDirectory: String
    /// The git folder that all linked working trees share.
    package let commonDirectory: String

    private init(of repository: borrowing GitRepository) throws(GitError) {
        folder = AuditFolder(root: repository.root, sharing: try repository.sharing())
        gitDirectory = repository.gitDirectory
        commonDirectory = repository.commonDirectory
    }

    /// The remedy if no commit can be made.
    private static let withoutCommit = "go without a commit: \(OptionName.noAudit)"

    /// Finds the repository around a file or folder; `nil` if it is in no repository.
    package static func locate(around path: String) throws(AuditError) -> Self? {
        try auditing(orElse: withoutCommit) { () throws(GitError) in
            guard let found = try GitRepository.discover(around: path) else { return nil }
            return try Self(of: GitRepository(at: found))
        }
    }

    /// Finds the repository around a folder, or makes one in it.
    package static func locate(orCreateIn folder: String) throws(AuditError) -> Self {
        if let found = try locate(around: folder) { return found }
        return try auditing(orElse: withoutCommit) { () throws(GitError) in
            try GitRepository.create(in: folder)
            return try Self(of: GitRepository(at: folder))
        }
    }

    /// Locks the repository against other processes of this tool, until the last reference is released.
    package func lock(waiting seconds: Double = 0) throws(AuditError) -> RepositoryLock {
        try auditing { () throws(GitError) in
            try RepositoryLock(of: GitRepository(at: root), waiting: seconds)
        }
    }

    /// Fails early, with a remedy, if no commit could be made at the end.
    ///
    /// Before that, it removes locks that a killed run of this tool left.
    package func requireCommittable(to place: CommitPlace = .head, _ environment: [String: String] = [:])
        throws(AuditError)
    {
        try auditing(orElse: Self.withoutCommit) { () throws(GitError) in
            let repository = try GitRepository(at: root)
            for role in [GitRepository.Role.author, .committer] {
                _ = try repository.identity(role, environment: environment)
            }
            try repository.requireCommittable(place)
            try repository.requireWritable()
            let lock = try RepositoryLock(of: repository, waiting: Self.patience)
            try withExtendedLifetime(lock) { () throws(GitError) in try repository.requireUnlocked(place) }
        }
        try requireLedgers(at: place)
    }

    /// Fails if a reference that is ahead of HEAD has ledgers which the working tree does not have: they would be undone.
    private func requireLedgers(at place: CommitPlace) throws(AuditError) {
        let missing = try auditing { () throws(GitError) -> String? in
            let repository = try GitRepository(at: root)
            let parent = try repository.parent(of: place)
            guard let parent, try parent != repository.commit(named: "HEAD") else { return nil }
            let files = WorkingTree(root: root)
            for name in try repository.names(in: GitPath("ledger"), at: parent) {
                let path = try GitPath("ledger/\(name)")
                if try files.read(path) != repository.content(of: path, at: parent) { return path.description }
            }
            return nil
        }
        guard let missing, case .reference(let reference) = place else { return }
        throw AuditError(
            GitError(
                .diverged,
                "commit to",
                root,
                "\(missing) of \(reference) is not the one of this checkout, and would be undone",
                remedy: "check out what \(reference) has: git checkout --detach \(reference)"
            )
        )
    }

    /// The time in seconds that another process of this tool may need to record something.
    package static let patience = 60.0

    /// The author of commits.
    package func author(_ environment: [String: String]) throws(AuditError) -> GitIdentity {
        try auditing { () throws(GitError) in
            try GitRepository(at: root).identity(.author, environment: environment)
        }
    }

    /// Commits exactly these files as they are on disk; returns the commit, or `nil` if HEAD already has them.
    ///
    /// `environment` names the author as in git (`GIT_AUTHOR_NAME` and so on). The caller holds the lock, and passes the
    /// time from its clock.
    package func commit(
        _ paths: [GitPath],
        removing removed: [GitPath] = [],
        _ message: AuditMessage,
        at time: GitTime,
        environment: [String: String],
        under lock: RepositoryLock
    ) throws(AuditError) -> String? {
        var record = AuditRecord(
            name: "",
            files: [],
            removed: removed,
            message: message.text,
            signature: AuditSignature(author: try author(environment), time: time)
        )
        record.files = paths.map { AuditFile(path: $0, bytes: []) }
        return try commit(record, message.text, true, environment, under: lock)
    }

    /// Commits the files of a record, as they are on disk, with a given message.
    func commit(
        _ record: AuditRecord,
        _ message: String,
        _ choices: CommitChoices,
        _ environment: [String: String],
        under lock: RepositoryLock
    ) throws(AuditError) -> String? {
        // The lock of another repository would not keep others from this one.
        precondition(lock.root == root, "the lock is another repository's")
        return try auditing(orElse: Self.withoutCommit) { () throws(GitError) in
            let repository = try GitRepository(at: root)
            var change = GitChange(
                adding: record.files.map(\.path),
                removing: record.removed,
                message: message,
                author: record.signature.author,
                committer: try repository.identity(.committer, environment: environment),
                time: record.signature.time
            )
            change.place = choices.place
            change.environment = environment
            change.runsHooks = choices.runsHooks
            return try repository.commit(change)
        }
    }

    /// Whether `git push` brings the branch to a remote.
    package func hasUpstream() throws(AuditError) -> Bool {
        try auditing { () throws(GitError) in try GitRepository(at: root).hasUpstream() }
    }

    /// The applies that only commits outside HEAD's history record: on other branches, or undone.
    package func appliesElsewhere() throws(AuditError) -> [AuditEntry] {
        try auditing { () throws(GitError) in
            try GitRepository(at: root)
                .log(havingTrailers: [AuditMessage.Key.planID, AuditMessage.Key.result], outsideHead: true)
                .compactMap(AuditEntry.init)
        }
    }

    /// Reads a file of a commit; `nil` if the commit has no such file.
    package func content(of path: String, at commit: String) throws(AuditError) -> [UInt8]? {
        try auditing { () throws(GitError) in try GitRepository(at: root).content(of: GitPath(path), at: commit) }
    }

    /// Reads a file of the commit at HEAD; `nil` if the commit has no such file.
    package func committed(_ path: String) throws(AuditError) -> [UInt8]? {
        try auditing { () throws(GitError) in try GitRepository(at: root).committed(GitPath(path)) }
    }

    /// Whether the last commit in HEAD's history that changed a file records a plan, an apply or a move; with a target,
    /// one of that target.
    package func lastChangeIsRecord(of path: String, for target: String? = nil) throws(AuditError) -> Bool {
        try auditing { () throws(GitError) in
            try GitRepository(at: root).log(touching: [GitPath(path)], limit: 1).contains { commit in
                let isRecord = AuditEntry(commit) != nil || commit.trailer(AuditMessage.Key.movedFrom) != nil
                return isRecord && (target == nil || commit.trailer(AuditMessage.Key.target) == target)
            }
        }
    }

    /// The newest commit that changed a file to a content for which `isGood` is true.
    package func newestCommit(of path: String, where isGood: ([UInt8]) -> Bool) throws(AuditError) -> String? {
        try auditing { () throws(GitError) in
            let repository = try GitRepository(at: root)
            let path = try GitPath(path)
            for commit in try repository.log(touching: [path]) {
                if let bytes = try repository.content(of: path, at: commit.id), isGood(bytes) { return commit.id }
            }
            return nil
        }
    }
}
