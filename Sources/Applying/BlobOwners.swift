// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

/// For each blob an image that needs it, so that people read of a transfer by a name.
struct BlobOwners: Sendable {
    private let actions: [Digest: Action]

    /// The first of the images counts.
    init(_ images: some Sequence<PlannedImage>) {
        var actions: [Digest: Action] = [:]
        for image in images {
            for blob in image.tree.blobs where actions[blob.digest] == nil { actions[blob.digest] = image.action }
        }
        self.actions = actions
    }

    subscript(blob: Digest) -> Action? { actions[blob] }
}
