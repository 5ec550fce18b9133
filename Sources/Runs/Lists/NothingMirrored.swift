// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that nothing is known of what a configuration of oc-mirror v1 has mirrored.
package enum NothingMirrored: ExplainedError, Sendable, Equatable {
    /// The configuration names no place for metadata.
    case noPlace(configuration: String)
    /// There is no metadata in the place.
    case noMetadata(place: String)

    package var explanation: Explanation {
        switch self {
        case .noPlace(let configuration):
            Explanation(
                "\(configuration) has no `storageConfig`, so it is not known what was mirrored",
                remedy: "Name a place for the metadata and mirror, or compare with a plan: "
                    + "mirror plan -c \(shellArgument(configuration))"
            )
        case .noMetadata(let place):
            Explanation(
                "there is no metadata \(place): nothing was mirrored by this configuration yet",
                remedy: "Mirror first, or correct `storageConfig`; a relative path begins at the current folder."
            )
        }
    }
}
