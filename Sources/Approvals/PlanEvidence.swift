// SPDX-License-Identifier: Apache-2.0

/// What a repository and one key file know of a plan.
package struct PlanEvidence: Sendable, Equatable {
    /// A commit that brought the plan's file into the history.
    package struct Recording: Sendable, Equatable {
        package let commit: String
        /// The addresses of author and committer, in lower case.
        package let addresses: Set<String>
        /// The verdicts on the commit and on tags at it.
        package let verdicts: [SignatureVerdict]

        package init(commit: String, addresses: [String], verdicts: [SignatureVerdict]) {
            self.commit = commit
            self.addresses = Set(addresses.map { $0.lowercased() })
            self.verdicts = verdicts
        }
    }

    /// A commit that says to approve the plan.
    package struct Approval: Sendable, Equatable {
        package let commit: String
        /// The values of its trailers `Approved-by`.
        package let names: [String]
        /// Whether its files have the plan with the same bytes.
        package let holdsPlan: Bool
        package let verdict: SignatureVerdict

        package init(commit: String, names: [String], holdsPlan: Bool, verdict: SignatureVerdict) {
            self.commit = commit
            self.names = names
            self.holdsPlan = holdsPlan
            self.verdict = verdict
        }
    }

    /// The plan's id, shortened for messages.
    package let plan: String
    /// Whether a branch holds the plan, by the branch's name; a branch that is not there is missing.
    package let branches: [String: Bool]
    package let recordings: [Recording]
    package let approvals: [Approval]

    package init(plan: String, branches: [String: Bool], recordings: [Recording], approvals: [Approval]) {
        self.plan = plan
        self.branches = branches
        self.recordings = recordings
        self.approvals = approvals
    }
}
