// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that metadata cannot be continued.
package enum MetadataContinuationError: ExplainedError, Sendable, Equatable {
    /// No version of oc-mirror reads the metadata of another generation.
    case earlierGeneration(MetadataGeneration)
    /// The metadata contradicts itself, as its findings say.
    case unsound

    package var explanation: Explanation {
        switch self {
        case .earlierGeneration(let generation):
            Explanation(
                "metadata of `\(generation.apiVersion)` cannot be continued",
                cause: "oc-mirror of OpenShift 4.11 and later does not read it.",
                remedy:
                    "Start a new workspace. What the old one mirrored is found at the target by its digests and is not "
                    + "copied again."
            )
        case .unsound:
            Explanation(
                "the metadata contradicts itself, so it cannot be continued",
                remedy: MetadataError.otherCopies
            )
        }
    }
}
