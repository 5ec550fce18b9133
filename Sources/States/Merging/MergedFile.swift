// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Foundation
import Ledger
import Plans

/// The work of `mirror merge-ledger`, which git calls for ledgers and receipts that both sides of a merge changed.
package struct MergedFile: Sendable, Equatable {
    /// The canonical bytes of the merged file.
    package let data: Data
    /// What has to follow, for a file that follows from a merged ledger: git merges file by file.
    package let advice: String?

    /// Merges a ledger, a receipt or a file for clusters; an empty `base` means that both sides made the file.
    ///
    /// Throws `LedgerMergeError` where the two contradict each other, so that nobody can say which is true.
    package init(base: Data, ours: Data, theirs: Data, path: String) throws {
        if path.split(separator: "/").first.map(String.init) == TargetLedger.firstResourceFolder {
            data = ours
            advice =
                "\(path): kept as this branch has it. After the merge, plan and apply a configuration of its target, "
                + "which writes it anew from the merged ledger: `mirror plan -c isc.yaml`, then `mirror apply \(OptionName.pending)`"
            return
        }
        advice = nil
        if let ours = try? JSONDecoder().decode(Receipt.self, from: ours) {
            guard let theirs = try? JSONDecoder().decode(Receipt.self, from: theirs),
                let merged = ours.merging(theirs)
            else { throw UnmergeableFile(path: path, problem: "the two receipts are of different plans") }
            data = try merged.data()
            return
        }
        let (first, second) = (try LedgerFile.read(ours, from: path), try LedgerFile.read(theirs, from: path))
        let before = base.isEmpty ? nil : try LedgerFile.read(base, from: path)
        let merged = TargetLedger.merging(base: before, ours: first, theirs: second)
        guard merged.contradictions.isEmpty else {
            throw LedgerMergeError(
                path: path,
                merged.contradictions,
                configurations: second.configurations(besides: first)
            )
        }
        data = try LedgerFile.data(of: merged.ledger)
    }
}

/// An error that a file of a merge is neither a ledger nor a receipt that can be merged.
package struct UnmergeableFile: ExplainedError, Sendable, Equatable {
    package let path: String
    package let problem: String

    package var explanation: Explanation {
        let file = shellArgument(path)
        return Explanation(
            "\(path) cannot be merged: \(problem)",
            remedy:
                "Choose one: git checkout --ours -- \(file), or git checkout --theirs -- \(file); then git add \(file)"
        )
    }
}
