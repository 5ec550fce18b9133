// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Resolution

/// What is asked to go of a target.
struct AskedImages: Sendable, Equatable {
    var desired: DesiredState
    /// Manifests that are asked for by their digest.
    var contents: [OutdatedImage] = []
    /// What a tag has to name to be what is meant.
    var expected: [Destination: Digest] = [:]
    /// The tags that may be there or not, and that are asked for only where they name the image's own digest.
    var guesses: Set<Destination> = []
    /// The tags that a registry kept when they were to be deleted.
    var leftovers: Set<Destination> = []

    /// What the target has to be surveyed for.
    var requested: [Repository: RequestedContent] { RequestedContent.of(desired.images, contents) }
}
