// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that the audit trail cannot be read or continued.
package enum AuditTrailError: ExplainedError, Sendable, Equatable {
    /// The path of a configuration cannot be recorded.
    case unrecordable(path: String, root: String, name: String)
    /// A file in place of a receipt is not one.
    case notAReceipt(path: String, fault: String)
    /// The folder is not in a git repository.
    case noHistory(folder: String)
    /// The ledger has changed since it was read.
    case outrun(target: String)

    package var explanation: Explanation {
        switch self {
        case .unrecordable(let path, let root, let name):
            Explanation(
                "\(path) cannot be recorded: its path in \(root) would be `\(name)`",
                remedy:
                    "Give it a path without control characters and invisible marks, in the folder of the repository."
            )
        case .notAReceipt(let path, let fault):
            Explanation(
                "\(path) is not a receipt: \(fault)",
                remedy: "Restore it with `git checkout -- \(path)`."
            )
        case .noHistory(let folder):
            Explanation(
                "\(folder) is not in a git repository, so there is no history to show",
                remedy: "Change to a folder of the audit repository, or name a file in it."
            )
        case .outrun(let target):
            Explanation(
                "another plan was applied to \(target) while this command was at work",
                remedy: "Nothing was written: run it again."
            )
        }
    }
}
