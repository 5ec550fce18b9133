// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Resolution

/// The images that a deletion request names.
struct AskedImages: Sendable, Equatable {
    var desired: DesiredState
    /// Manifests that are requested by digest.
    var contents: [OutdatedImage] = []
    /// The digest that a tag must name to be the requested image.
    var expected: [Destination: Digest] = [:]
    /// Tags that may be absent, and that are requested only if they name the image's own digest.
    var guesses: Set<Destination> = []
    /// Tags that a registry kept in an earlier deletion.
    var leftovers: Set<Destination> = []

    /// The contents that the survey of the target must cover.
    var requested: [Repository: RequestedContent] { RequestedContent.of(desired.images, contents) }
}
