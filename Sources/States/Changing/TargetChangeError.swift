// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Ledger
import Plans

/// An error that a target cannot have the name that was asked for.
package enum TargetChangeError: ExplainedError, Sendable, Equatable {
    case otherKind(target: String, name: String)
    case sameName(String)
    /// The new name has a ledger of its own.
    case taken(name: String)
    /// The ledger knows nothing of some applies, and with another name nobody would notice.
    case inDoubt(target: String, plans: [String])
    /// These files for clusters would be lost.
    case foreign(files: [String])

    package var explanation: Explanation {
        switch self {
        case .otherKind(let target, let name):
            Explanation(
                "\(TargetPlace(target).argument) cannot become \(TargetPlace(name).argument): one is an archive, the other a registry",
                remedy:
                    "Name a \(TargetPlace(target).isArchive ? "folder, file://folder" : "registry, docker://host[:port][/namespace]")."
            )
        case .sameName(let name):
            Explanation("\(name) has that name already", remedy: "Nothing is to be done.")
        case .taken(let name):
            Explanation(
                "\(name) has a ledger of its own: something was applied to it from here",
                remedy: "If that ledger is wrong, give it up first: mirror state forget \(TargetPlace(name).argument)"
            )
        case .inDoubt(let target, let plans):
            Explanation(
                "the ledger of \(target) knows nothing of \(listed(plans.map { "plan \($0)" })), of which there are receipts",
                remedy: "Plan and apply their configurations again, then move the target. "
                    + "Or restore the newest ledger that `git log --all -- \(shellArgument(LedgerFile.path(of: target)))` lists."
            )
        case .foreign(let files):
            Explanation(
                "\(listed(files)) would be overwritten, and mirror did not write \(files.count == 1 ? "it" : "them")",
                remedy:
                    "Keep it in git and try again: git add \(files.map(shellArgument).joined(separator: " ")) && git commit"
            )
        }
    }
}
