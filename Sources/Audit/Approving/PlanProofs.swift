// SPDX-License-Identifier: Apache-2.0

package import GitStore
package import OCI

/// The commits that may prove something about a plan, with signatures that are not verified yet.
package struct PlanProofs: Sendable {
    package struct Proof: Sendable {
        package let commit: GitCommit
        /// Whether the commit's files have the plan with the same bytes.
        package let holdsPlan: Bool
        /// The signature of the commit.
        package let signature: GitSignedData?
        /// The signatures of tags at the commit.
        package let tags: [GitSignedData]
    }

    /// The commits that brought the plan, on any branch.
    package let recordings: [Proof]
    /// The commits that say to approve it, on any branch.
    package let approvals: [Proof]

    /// Looks through all branches: a squash merge leaves the commits of a pull request on their own one.
    ///
    /// The last commit of a shallow clone seems to bring all files, so it counts only if its trailers name the plan.
    package init(of plan: Digest, _ bytes: [UInt8], in repository: AuditRepository) throws(AuditError) {
        (recordings, approvals) = try auditing { () throws(GitError) in
            let repository = try GitRepository(at: repository.root)
            let path = try GitPath(AuditTrail.file(of: plan))
            func proof(_ commit: GitCommit) throws(GitError) -> Proof {
                Proof(
                    commit: commit,
                    holdsPlan: try repository.content(of: path, at: commit.id) == bytes,
                    signature: try repository.signature(ofCommit: commit.id),
                    tags: try repository.tagSignatures(of: commit.id)
                )
            }
            var recordings: [Proof] = []
            var approvals: [Proof] = []
            for commit in try repository.log(touching: [path], everywhere: true) {
                let isNamed = commit.trailer(AuditMessage.Key.planID) == plan.description
                guard isNamed || !repository.isCutOff(at: commit.id) else { continue }
                let found = try proof(commit)
                if found.holdsPlan { recordings.append(found) }
            }
            let keys = [AuditMessage.Key.planID, AuditMessage.Key.approvedBy]
            for commit in try repository.log(havingTrailers: keys, everywhere: true)
            where commit.trailer(AuditMessage.Key.planID) == plan.description { approvals.append(try proof(commit)) }
            return (recordings, approvals)
        }
    }
}
