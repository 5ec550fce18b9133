// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that the metadata is not what a plan continues; nothing was touched.
package struct StaleSequence: ExplainedError, Sendable, Equatable {
    /// What was found in place of the metadata.
    package enum Found: Sendable, Equatable {
        case nothing
        /// Metadata of this workspace at this sequence.
        case metadata(workspace: String, sequence: Int)
    }

    /// The file or the image.
    package let place: String
    /// The sequence that the plan writes.
    package let number: Int
    package let found: Found

    package var explanation: Explanation {
        Explanation(
            "the plan is stale: it writes sequence \(number), and the metadata \(printable(place)) \(changed)",
            remedy: found == .nothing && place.hasPrefix("/") == false
                ? "A folder of `storageConfig.local` begins at the current folder: apply the plan where it was made. "
                    + "If the metadata is lost, take it from the target's image `oc-mirror:<uid>`, and plan again."
                : "Plan again and review the new plan."
        )
    }

    private var changed: String {
        switch found {
        case .nothing: "is gone"
        case .metadata(let workspace, let sequence):
            "changed after the plan was made: it has sequence \(sequence) of the workspace \(workspace)"
        }
    }
}
