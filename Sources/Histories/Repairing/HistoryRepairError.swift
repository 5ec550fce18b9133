// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Ledger

/// An error that a history cannot be repaired.
package enum HistoryRepairError: ExplainedError, Sendable {
    /// There is neither a history nor a set to make one from.
    case noSets(target: String, folders: [String])
    /// The ledger cannot be read.
    case unreadable(target: String, problem: LedgerError)
    /// The repaired ledger was written, but not committed.
    case notCommitted(path: String, problem: Explanation)

    package var explanation: Explanation {
        switch self {
        case .noSets(let target, let folders):
            Explanation(
                "\(target) has no history, and there is no set in \(folders.joined(separator: ", ")) to make one from",
                remedy: "Name the folders that its volumes are in: "
                    + "mirror history repair \(OptionName.to) \(shellArgument(target)) FOLDER"
            )
        case .unreadable(let target, let problem):
            problem.explanation.adding(
                remedy: "If git has no good one, make it anew from the volumes: "
                    + "mirror history repair \(OptionName.to) \(shellArgument(target)) \(OptionName.replace)"
            )
        case .notCommitted(let path, let problem):
            problem.about("the repaired ledger \(path) is not committed")
                .adding(remedy: "Fix the problem, and commit the file with git.")
        }
    }
}
