// SPDX-License-Identifier: Apache-2.0

package import GitStore
package import OCI

extension AuditRepository {
    /// The commit that git finds by a name, such as `origin/main`; `nil` if it finds none.
    package func commit(named name: String) throws(AuditError) -> String? {
        try auditing { () throws(GitError) in try GitRepository(at: root).commit(named: name) }
    }

    /// Commits an approval of a plan, signed and without files; returns the commit.
    ///
    /// Throws if HEAD does not hold the plan with these bytes.
    package func approve(
        _ plan: Digest,
        _ bytes: [UInt8],
        target: String,
        choices: CommitChoices,
        _ environment: [String: String]
    ) throws(AuditError) -> (commit: String?, author: GitIdentity) {
        let path = AuditTrail.file(of: plan)
        let author = try author(environment)
        let lock = try lock(waiting: Self.patience)
        defer { withExtendedLifetime(lock) {} }
        let commit = try auditing { () throws(GitError) in
            let repository = try GitRepository(at: root)
            let parent = try repository.parent(of: choices.place)
            guard let parent, try repository.content(of: GitPath(path), at: parent) == bytes else {
                throw GitError(
                    .other,
                    "approve plan \(plan.short) in",
                    root,
                    "\(path) is not committed here with the same bytes",
                    remedy: "check out the branch with the plan, then approve it there"
                )
            }
            let message = AuditMessage(
                subject: "Approve \(plan.short): \(author.name)",
                trailers: [
                    (key: AuditMessage.Key.planID, value: plan.description),
                    (key: AuditMessage.Key.target, value: target),
                    (key: AuditMessage.Key.approvedBy, value: "\(author)"),
                ]
            )
            var change = GitChange(
                adding: [],
                message: message.text,
                author: author,
                committer: try repository.identity(.committer, environment: environment),
                time: .now
            )
            change.place = choices.place
            change.environment = environment
            change.runsHooks = choices.runsHooks
            change.isApproval = true
            return try repository.commit(change)
        }
        return (commit, author)
    }
}
