// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// The reason why a plan must not be applied yet; nothing was touched.
package enum ApprovalRefusal: ExplainedError, Sendable, Equatable {
    case unknownBranch(String, source: String)
    case notMerged(plan: String, branch: String, source: String)
    case unsigned(plan: String, keys: String, reasons: [String], source: String)
    /// No commit of the history brought the plan.
    case unrecorded(plan: String, source: String)
    case tooFew(plan: String, wanted: Int, counted: [String], reasons: [String], source: String)
    /// The plan belongs to no repository, so nothing can be proved.
    case noRepository(source: String)

    package var explanation: Explanation {
        switch self {
        case .unknownBranch(let branch, let source):
            Explanation(
                "\(source) requires the branch \(branch), and this repository does not have it",
                remedy: "Get it: git fetch origin, or in a shallow clone "
                    + "git fetch origin main:refs/remotes/origin/main"
            )
        case .notMerged(let plan, let branch, let source):
            Explanation(
                "plan \(plan) is not merged: \(branch) does not hold plans/\(plan)/plan.json with the same bytes "
                    + "(required by \(source))",
                remedy: "Merge the pull request with the plan, then run: git fetch origin; and apply again."
            )
        case .unsigned(let plan, let keys, let reasons, let source):
            Explanation(
                "plan \(plan) is not signed by a key of \(keys) (required by \(source))",
                cause: reasons.isEmpty ? "no commit here brought the plan" : reasons.joined(separator: "\n"),
                remedy: "Sign the commit or a tag at it: git commit --amend --gpg-sign --no-edit, or git tag --sign. "
                    + "In a shallow clone: git fetch --unshallow"
            )
        case .unrecorded(let plan, let source):
            Explanation(
                "no commit here brought plan \(plan), so it is not known who made it (required by \(source))",
                remedy: "Apply the plan that was committed; in a shallow clone: git fetch --unshallow"
            )
        case .tooFew(let plan, let wanted, let counted, let reasons, let source):
            Explanation(
                "plan \(plan) has \(counted.count) of \(Diagnostics.counted(wanted, "approval"))"
                    + (counted.isEmpty ? "" : ", by \(counted.map { printable($0) }.joined(separator: " and "))")
                    + " (required by \(source))",
                cause: reasons.isEmpty ? nil : reasons.joined(separator: "\n"),
                remedy: "Somebody else approves with: mirror approve plans/\(plan)/plan.json, and git push; "
                    + "then fetch and apply again."
            )
        case .noRepository(let source):
            Explanation(
                "\(source) requires an approval, and the plan is in no git repository",
                remedy: "Apply it in a clone of the repository that recorded it."
            )
        }
    }
}
