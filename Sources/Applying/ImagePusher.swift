// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Registry

/// Writes an image's manifests, so that a tag never points at something incomplete.
struct ImagePusher: Sendable {
    let target: RegistryClient

    /// Pushes the manifests, children first; the root under the destination's name, or by digest while its tag has to wait.
    func push(_ image: PlannedImage, byDigest: Bool) async throws {
        for manifest in image.manifests.dropLast() {
            try await target.put(manifest, to: image.repository, as: .digest(manifest.descriptor.digest))
        }
        guard let root = image.manifests.last else { return }
        if byDigest {
            try await target.put(root, to: image.repository, as: .digest(root.descriptor.digest))
        } else {
            try await tag(image)
        }
    }

    /// Moves the destination's tag, if it still holds what the plan found there.
    func tag(_ image: PlannedImage) async throws {
        guard let root = image.manifests.last else { return }
        let found = try await target.head(image.repository, image.reference)?.digest
        let expected = image.action.expect.destination
        guard found == expected || found == image.action.digest else {
            throw StalePlan(
                differences: [.init(destination: image.action.destination, expected: expected, found: found)]
            )
        }
        try await target.put(root, to: image.repository, as: image.reference)
    }
}
