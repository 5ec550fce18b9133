// SPDX-License-Identifier: Apache-2.0

/// The audit trail cannot be read, or gone on with.
package enum AuditTrailError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A plan cannot have this path of a configuration.
    case unrecordable(path: String, root: String, name: String)
    /// A file that should be a receipt is something else.
    case notAReceipt(path: String, fault: String)
    /// The folder is in no git repository.
    case noHistory(folder: String)
    /// The ledger was changed since it was read.
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
        case .noHistory(let folder): "\(folder) is in no git repository, so there is no history to show"
        case .outrun(let target):
            """
            another plan was applied to \(target) while this command was at work
            Nothing was written: run it again.
            """
        }
    }
}
