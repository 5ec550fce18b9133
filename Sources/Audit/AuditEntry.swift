// SPDX-License-Identifier: Apache-2.0

package import GitStore

/// A commit of this tool in the history.
package struct AuditEntry: Sendable, Equatable {
    /// The kind of record.
    package enum Kind: String, Sendable, Equatable {
        case plan
        case apply
        case approval
    }

    /// The commit's name, 40 hexadecimal digits.
    package let commit: String
    package let time: GitTime
    package let author: GitIdentity
    package let subject: String
    package let kind: Kind
    package let planID: String
    package let configurationDigest: String?
    package let target: String?
    /// The result of an apply.
    package let result: String?

    /// Reads a commit; `nil` if it records no plan.
    init?(_ commit: GitCommit) {
        guard let planID = commit.trailer(AuditMessage.Key.planID) else { return nil }
        self.commit = commit.id
        time = commit.time
        author = commit.author
        subject = commit.subject
        self.planID = planID
        configurationDigest = commit.trailer(AuditMessage.Key.configurationDigest)
        target = commit.trailer(AuditMessage.Key.target)
        result = commit.trailer(AuditMessage.Key.result)
        kind =
            if commit.trailer(AuditMessage.Key.approvedBy) != nil {
                .approval
            } else {
                result == nil ? .plan : .apply
            }
    }
}
