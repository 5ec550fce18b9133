// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Registry
import Scheduling

/// Writes an image's manifests, so that a tag never names an incomplete image.
struct ImagePusher: Sendable {
    let target: RegistryClient
    let retry: RetryPolicy
    /// The manifests that were already written by digest: indexes of one repository share them.
    private let written = RememberedWork<Place, Bool>()

    private struct Place: Hashable {
        let repository: Repository
        let digest: Digest
    }

    init(target: RegistryClient, retry: RetryPolicy) {
        self.target = target
        self.retry = retry
    }

    /// Pushes the manifests, children first; the root under the destination's name, or by digest if its tag must wait.
    func push(_ image: PlannedImage, byDigest: Bool) async throws {
        for manifest in image.tree.children {
            let digest = manifest.descriptor.digest
            _ = try await written.value(for: Place(repository: image.repository, digest: digest)) {
                try await put(manifest, of: image, as: .digest(digest))
                return true
            }
        }
        let digest = image.action.digest
        // With a tag the registry chooses the algorithm; by digest, it reports an error if it does not know the algorithm.
        if byDigest || digest.algorithm != .sha256 {
            try await put(image.tree.root, of: image, as: .digest(digest))
        }
        if !byDigest { try await tag(image) }
    }

    /// Moves the destination's tag, if it still names what the plan found there.
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

    /// Writes a manifest, and tries again if the registry does not find the children although all of them were written.
    ///
    /// distribution 2.8 empties the files of its links before it writes them: while one image is pushed, it may refuse an
    /// index that shares a manifest with it.
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
