// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Registry
import Scheduling

/// Writes an image's manifests, so that a tag never points at something incomplete.
struct ImagePusher: Sendable {
    let target: RegistryClient
    let retry: RetryPolicy
    /// The manifests that were written by digest: indexes of one repository share them.
    private let written = RememberedWork<Place, Bool>()

    private struct Place: Hashable {
        let repository: Repository
        let digest: Digest
    }

    init(target: RegistryClient, retry: RetryPolicy) {
        self.target = target
        self.retry = retry
    }

    /// Pushes the manifests, children first; the root under the destination's name, or by digest while its tag has to wait.
    func push(_ image: PlannedImage, byDigest: Bool) async throws {
        for manifest in image.tree.children {
            let digest = manifest.descriptor.digest
            _ = try await written.value(for: Place(repository: image.repository, digest: digest)) {
                try await put(manifest, of: image, as: .digest(digest))
                return true
            }
        }
        let digest = image.action.digest
        // A tag makes registries choose the algorithm; by digest, one that does not know it says so.
        if byDigest || digest.algorithm != .sha256 {
            try await put(image.tree.root, of: image, as: .digest(digest))
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
        try await put(image.tree.root, of: image, as: image.reference)
    }

    /// Writes a manifest, again where the registry does not find what an index names although all of it was written.
    ///
    /// distribution 2.8 keeps its links in files that it empties before it writes them: while one image is pushed, an index
    /// with the same manifest in it is refused.
    private func put(_ manifest: Manifest, of image: PlannedImage, as reference: ManifestReference) async throws {
        var attempts = Attempts(retry, target.outages)
        while true {
            do {
                return try await target.put(manifest, to: image.repository, as: reference)
            } catch let error as RegistryError where error.kind == .sparseIndexRefused {
                let trouble = Trouble(.settling, server: "\(image.repository.host)")
                guard image.action.platforms == nil, try await attempts.mayTryAgain(after: trouble) else { throw error }
            }
        }
    }
}
