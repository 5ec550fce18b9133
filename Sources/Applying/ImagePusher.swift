// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Registry

/// Writes an image's manifests, so that a tag never points at something incomplete.
struct ImagePusher: Sendable {
    let target: RegistryClient

    /// Pushes the manifests, children first; the root under the destination's name, or by digest while its tag has to wait.
    func push(_ image: PlannedImage, byDigest: Bool) async throws {
        for manifest in image.tree.children {
            try await target.put(manifest, to: image.repository, as: .digest(manifest.descriptor.digest))
        }
        let digest = image.action.digest
        // A tag makes registries choose the algorithm; by digest, one that does not know it says so.
        if byDigest || digest.algorithm != .sha256 {
            try await target.put(image.tree.root, to: image.repository, as: .digest(digest))
        }
        if !byDigest { try await tag(image) }
    }

    /// Moves the destination's tag, if it still holds what the plan found there.
    func tag(_ image: PlannedImage) async throws {
        let found = try await target.head(image.repository, image.reference)?.digest
        let expected = image.action.expect.destination
        guard found == expected || image.tree.root.isNamed(found) else {
            throw StalePlan(
                differences: [.init(destination: image.action.destination, expected: expected, found: found)]
            )
        }
        try await target.put(image.tree.root, to: image.repository, as: image.reference)
    }
}
