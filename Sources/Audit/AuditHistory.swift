// SPDX-License-Identifier: Apache-2.0

import GitStore

/// The plans and applies in the history of a repository of any kind: a clone, shallow or bare, or a linked working tree.
package struct AuditHistory: Sendable, Equatable {
    /// The entries, newest first.
    package let entries: [AuditEntry]
    /// Whether older commits may be missing, because the clone is shallow.
    package let isCutOff: Bool

    /// Reads the history of HEAD or, with a name of git such as `origin/main`, of that commit.
    package init(around path: String, from name: String? = nil, limit: Int = .max) throws {
        guard let folder = try auditing({ () throws(GitError) in try GitRepository.discover(around: path) }) else {
            throw AuditTrailError.noHistory(folder: path)
        }
        (entries, isCutOff) = try auditing { () throws(GitError) in
            let repository = try GitRepository(readingAt: folder)
            let start = try name.map { (name: String) throws(GitError) -> String in
                guard let commit = try repository.commit(named: name) else {
                    throw GitError(
                        .other,
                        "read the history of",
                        repository.root,
                        "it has no branch or commit `\(name)`",
                        remedy: "list the branches: git branch --all"
                    )
                }
                return commit
            }
            let found = try repository.log(from: start, havingTrailers: [AuditMessage.Key.planID], limit: limit)
                .compactMap(AuditEntry.init)
            return (found, repository.isShallow && found.count < limit)
        }
    }
}
