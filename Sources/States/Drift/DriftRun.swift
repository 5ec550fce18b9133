// SPDX-License-Identifier: Apache-2.0

import Ledger
package import OCI
package import Planning
import Plans
import Scheduling

/// The work of `mirror drift`: asks a target for every image that its ledger has; nothing is changed.
package struct DriftRun: Sendable {
    private let comparison: DriftComparison
    private let entries: [TargetLedger.Entry]
    private let target: any TargetObserving
    /// Reads a manifest at the target, if everything behind an image is looked for.
    private let manifest: (@Sendable (Repository, Digest) async throws -> Manifest?)?
    private let parallelism: Int
    private let progress: @Sendable (Int, Int) -> Void

    package init(
        of comparison: DriftComparison,
        configurations: [String] = [],
        at target: any TargetObserving,
        manifest: (@Sendable (Repository, Digest) async throws -> Manifest?)? = nil,
        parallelism: Int = 24,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) {
        self.comparison = comparison
        entries = comparison.expected(of: configurations)
        self.target = target
        self.manifest = manifest
        self.parallelism = parallelism
        self.progress = progress
    }

    /// The number of images that are looked at.
    package var count: Int { entries.count }

    /// Looks at the target, and returns what differs, by destination.
    package func findings() async throws -> [DriftFinding] {
        let seen = Guarded(0)
        let blobs = RememberedWork<BlobPlace, Bool>()
        let manifests = RememberedWork<BlobPlace, Manifest?>()
        return try await concurrentMap(entries, limit: parallelism) { entry -> DriftFinding? in
            let name = try entry.image.destination.reference()
            let found =
                if let reference = name.manifestReference {
                    try await target.digest(of: reference, in: name.repository)
                } else { Digest?.none }
            var lost: [Digest] = []
            if found == entry.image.digest, manifest != nil {
                lost = try await self.lost(behind: entry.image, in: name.repository, manifests, blobs)
            }
            let count = seen.withLock { seen in
                seen += 1
                return seen
            }
            progress(count, entries.count)
            return comparison.finding(entry, found: found, lost: lost)
        }.compactMap(\.self)
    }

    /// The manifests and blobs of an image that its repository lacks; each is asked for once.
    private func lost(
        behind image: PlacedImage,
        in repository: Repository,
        _ manifests: RememberedWork<BlobPlace, Manifest?>,
        _ blobs: RememberedWork<BlobPlace, Bool>
    ) async throws -> [Digest] {
        let platforms = (image.platforms ?? []).compactMap { try? Platform($0) }
        var lost: [Digest] = []
        var queue = [(digest: image.digest, depth: 0)]
        var known: Set<Digest> = [image.digest]
        while let next = queue.popLast() {
            let place = BlobPlace(repository: repository, digest: next.digest)
            let read = try await manifests.value(for: place) { try await manifest?(repository, next.digest) }
            guard let read else {
                lost.append(next.digest)
                continue
            }
            for blob in read.blobs {
                let place = BlobPlace(repository: repository, digest: blob.digest)
                let isThere = try await blobs.value(for: place) {
                    try await target.hasBlob(blob.digest, in: repository)
                }
                if !isThere, known.insert(blob.digest).inserted { lost.append(blob.digest) }
            }
            guard next.depth < ImageTree.depthLimit else { continue }
            for child in read.children where child.isSelected(by: platforms) && known.insert(child.digest).inserted {
                queue.append((child.digest, next.depth + 1))
            }
        }
        return lost
    }
}
