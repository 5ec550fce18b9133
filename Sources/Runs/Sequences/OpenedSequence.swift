// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Ledger
package import OCI
package import Plans
package import SequenceMetadata

/// The metadata that a plan continues, and what else is known of its workspace.
package struct OpenedSequence: Sendable {
    /// Where the metadata is kept; `nil` for an archive that may be published any number of times.
    package let place: SequencePlace?
    /// The workspace: that of the metadata, or a new one.
    package let workspace: WorkspaceID
    /// The metadata; `nil` in a new workspace.
    package let previous: WorkspaceMetadata?
    /// The digest of the metadata.
    package let digest: Digest?
    /// The other workspaces at the target; they are only read where something may be deleted.
    package let others: [WorkspaceMetadata]
    /// What to tell of it.
    package let findings: [Finding]

    /// The number of the step that a plan takes.
    package var number: Int { previous?.nextSequence ?? 1 }

    /// The ledger of a target, with what the workspace mirrored for a configuration.
    func ledger(_ ledger: TargetLedger, of configuration: String) -> TargetLedger {
        guard let previous else { return ledger }
        let place = TargetPlace(ledger.target)
        let root = PlanTarget(place).root
        return ledger.adopting(
            place.isArchive
                ? previous.ledger(ofArchive: root, for: configuration) : previous.ledger(of: root, for: configuration)
        )
    }

    /// What other workspaces have at a target, as ledgers, so that pruning keeps it.
    func neighbours(at target: String) -> [TargetLedger] {
        others.map { $0.ledger(of: target, for: "the workspace \($0.uid) of oc-mirror v1") }
    }
}
