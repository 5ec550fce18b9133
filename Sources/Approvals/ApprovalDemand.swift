// SPDX-License-Identifier: Apache-2.0

/// What has to be proved before a plan is applied; each demand has to hold by itself.
package struct ApprovalDemand: Sendable, Equatable {
    /// A file of public keys: OpenPGP, or allowed signers of SSH.
    package enum KeyFile: Sendable, Hashable {
        case file(String)
        /// A file of a branch, protected by the rules of that branch.
        case committed(path: String, branch: String)

        package var name: String {
            switch self {
            case .file(let path): path
            case .committed(let path, let branch): "\(branch):\(path)"
            }
        }
    }

    /// Who demands it, such as `origin/main:.mirror/policy.yaml`.
    package let source: String
    /// The branch that must hold the plan.
    package let branch: String?
    package let keys: KeyFile?
    /// Whether the plan's commit, or a tag at it, must be signed.
    package let isSigned: Bool
    /// The number of people who must approve.
    package let approvals: Int

    package init(source: String, branch: String?, keys: KeyFile?, isSigned: Bool, approvals: Int) {
        self.source = source
        self.branch = branch
        self.keys = keys
        self.isSigned = isSigned
        self.approvals = approvals
    }

    /// Whether anything is demanded.
    package var isEmpty: Bool { branch == nil && !isSigned && approvals == 0 }
}
