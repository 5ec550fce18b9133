// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import SequenceMetadata

/// Whether an archive may be published to a target, by the order of sequences.
package struct SequenceAdmission: Sendable, Equatable {
    /// What is done about an archive that is not the next one.
    package enum Check: Sendable, Hashable {
        case strict
        /// It is published all the same, and the findings say so.
        case skipped
    }

    /// The place of the archive in the order; `nil` if it has none and the check was skipped.
    package let order: SequenceOrder?
    /// What a strict check would have refused.
    package let skipped: SequenceOrderError?

    /// Compares an archive's metadata with what the target holds, as `SequenceOrder` does.
    ///
    /// Throws if the archive is not the next one, unless the check is skipped.
    package init(
        of incoming: WorkspaceMetadata,
        after stored: WorkspaceMetadata?,
        others: [WorkspaceID] = [],
        _ check: Check = .strict
    ) throws(SequenceOrderError) {
        do {
            order = try SequenceOrder(of: incoming, after: stored, others: others)
            skipped = nil
        } catch {
            guard check == .skipped else { throw error }
            order = nil
            skipped = error
        }
    }

    /// What a reviewer should know.
    package var findings: [Finding] {
        guard let skipped else { return [] }
        let explanation = skipped.explanation
        let consequence =
            switch skipped.kind {
            case .repeated: "The target's metadata goes back to sequence \(skipped.found)."
            case .gap, .otherLineage:
                "Content of the sequences in between is missing at the target, although the metadata says that it is there."
            }
        return [
            Finding(
                .warning,
                .sequenceOrder,
                "the order of sequences is not checked: \(explanation.summary)",
                cause: [explanation.cause, consequence].compactMap(\.self).joined(separator: "\n"),
                remedy: explanation.remedy
            )
        ]
    }
}
