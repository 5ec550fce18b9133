// SPDX-License-Identifier: Apache-2.0

package import GitStore

/// The git repository that keeps the audit trail beside the configuration.
///
/// It is a place, not an open handle: each call opens the repository for itself. The calls block.
package struct AuditRepository: Sendable, Hashable {
    /// The files of the repository.
    package let folder: AuditFolder

    /// The absolute path of the working tree.
    package var root: String { folder.root }

    /// What a user may do where no commit can be made.
    private static let withoutCommit = "go without a commit: --no-audit"

    /// Opens the repository around a file or folder; `nil` where there is none.
    package static func locate(around path: String) throws(AuditError) -> Self? {
        try auditing(orElse: withoutCommit) { () throws(GitError) in
            guard let found = try GitRepository.discover(around: path) else { return nil }
            return Self(folder: AuditFolder(root: try GitRepository(at: found).root))
        }
    }

    /// Opens the repository around a folder, or makes one in it.
    package static func locate(orCreateIn folder: String) throws(AuditError) -> Self {
        if let found = try locate(around: folder) { return found }
        return try auditing(orElse: withoutCommit) { () throws(GitError) in
            try GitRepository.create(in: folder)
            return Self(folder: AuditFolder(root: try GitRepository(at: folder).root))
        }
    }

    /// Keeps other processes of this tool out until the lock is released with its last reference.
    package func lock(waiting seconds: Double = 0) throws(AuditError) -> RepositoryLock {
        try auditing { () throws(GitError) in
            try RepositoryLock(of: GitRepository(at: root), waiting: seconds)
        }
    }

    /// Fails early, with the remedy, where a commit could not be made at the end.
    package func requireCommittable() throws(AuditError) {
        try auditing(orElse: Self.withoutCommit) { () throws(GitError) in
            try GitRepository(at: root).requireCommittable()
        }
    }

    /// Commits exactly these files as they are on disk; returns the commit, or `nil` where HEAD has them so.
    ///
    /// `environment` names the author as it does for git (`GIT_AUTHOR_NAME` and so on); the
    /// caller holds the lock, and the time comes from the caller's clock.
    package func commit(
        _ paths: [GitPath],
        removing removed: [GitPath] = [],
        _ message: AuditMessage,
        at time: GitTime,
        environment: [String: String],
        under lock: RepositoryLock
    ) throws(AuditError) -> String? {
        precondition(lock.root == root, "the lock is another repository's")
        return try auditing(orElse: Self.withoutCommit) { () throws(GitError) in
            let repository = try GitRepository(at: root)
            return try repository.commit(
                GitChange(
                    adding: paths,
                    removing: removed,
                    message: message.text,
                    author: repository.identity(.author, environment: environment),
                    committer: repository.identity(.committer, environment: environment),
                    time: time
                )
            )
        }
    }

    /// Reads a file of the commit at HEAD; `nil` where it has none.
    package func committed(_ path: String) throws(AuditError) -> [UInt8]? {
        try auditing { () throws(GitError) in try GitRepository(at: root).committed(GitPath(path)) }
    }

    /// Whether the commit that last changed a file, of those that HEAD leads to, records a plan or an apply.
    package func lastChangeIsRecord(of path: String) throws(AuditError) -> Bool {
        try auditing { () throws(GitError) in
            try GitRepository(at: root).log(touching: [GitPath(path)], limit: 1)
                .contains { AuditEntry($0) != nil }
        }
    }

    /// The plans and applies that HEAD's history records, newest first.
    package func log(limit: Int = .max) throws(AuditError) -> [AuditEntry] {
        try auditing { () throws(GitError) in
            try GitRepository(at: root).log(havingTrailers: [AuditMessage.Key.planID], limit: limit)
                .compactMap(AuditEntry.init)
        }
    }
}
