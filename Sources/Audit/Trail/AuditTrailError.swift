// SPDX-License-Identifier: Apache-2.0

/// An error that the audit trail cannot be read or continued.
package enum AuditTrailError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The path of a configuration cannot be recorded.
    case unrecordable(path: String, root: String, name: String)
    /// A file in place of a receipt is not one.
    case notAReceipt(path: String, fault: String)
    /// The folder is not in a git repository.
    case noHistory(folder: String)
    /// The ledger has changed since it was read.
    case outrun(target: String)

    package var description: String {
        switch self {
        case .unrecordable(let path, let root, let name):
            """
            \(path) cannot be recorded: its path in \(root) would be `\(name)`
            Give it a path without control characters and invisible marks, in the folder of the repository.
            """
        case .notAReceipt(let path, let fault):
            "\(path) is not a receipt: \(fault)\nRestore it with `git checkout -- \(path)`."
        case .noHistory(let folder): "\(folder) is not in a git repository, so there is no history to show"
        case .outrun(let target):
            """
            another plan was applied to \(target) while this command was at work
            Nothing was written: run it again.
            """
        }
    }
}
