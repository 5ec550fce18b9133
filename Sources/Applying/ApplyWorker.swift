// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

/// Carries out the jobs of a schedule.
struct ApplyWorker: Sendable {
    let images: [Int: PlannedImage]
    let blobs: [Digest: BlobTransfer]
    let owners: BlobOwners
    let copier: BlobCopier
    let pusher: ImagePusher
    /// Whether uploads first check if the target has the blob, as after an interrupted run.
    let looksFirst: Bool

    /// Runs one job; returns the number of uploaded bytes of blobs and manifests.
    func run(_ job: ApplySchedule.Job) async throws -> Int64 {
        switch job {
        case .upload(let digest):
            guard let blob = blobs[digest] else { return 0 }
            copier.events(.began(blob, for: owners[digest]))
            defer { copier.events(.ended(digest)) }
            guard try await copier.copy(blob, looksFirst: looksFirst) else {
                copier.events(.skipped(blob))
                return 0
            }
            copier.events(.uploaded(blob))
            return blob.size
        case .mount(let digest, let repository):
            guard let blob = blobs[digest] else { return 0 }
            return try await copier.mount(blob, into: repository) ? blob.size : 0
        case .push(let index, let byDigest):
            guard let image = images[index] else { return 0 }
            try await pusher.push(image, byDigest: byDigest)
            return image.tree.manifestSize
        case .tag(let index):
            guard let image = images[index] else { return 0 }
            try await pusher.tag(image)
        }
        return 0
    }
}
