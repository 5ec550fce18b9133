// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// How a job ended.
struct JobResult: Sendable {
    var failure: String?
    /// Whether the target turned out to have changed, so that the whole plan must stop.
    var isStale = false
    /// Whether the user wanted to stop while the job waited for a registry, so that it neither failed nor ended.
    var wasStopped = false
    /// Whether a registry could not be reached.
    var isUnreachable = false
    /// The bytes of blobs and manifests that the job uploaded.
    var bytes: Int64 = 0
}

/// Carries out the jobs of a schedule.
struct ApplyWorker: Sendable {
    let images: [Int: PlannedImage]
    let blobs: [Digest: BlobTransfer]
    let copier: BlobCopier
    let pusher: ImagePusher
    /// Whether uploads ask first if the target holds the blob, as after an interrupted run.
    let looksFirst: Bool

    /// Runs one job; it never throws, because one failure must not end the others.
    func run(_ job: ApplySchedule.Job) async -> JobResult {
        do {
            return JobResult(bytes: try await perform(job))
        } catch is CancellationError {
            return JobResult(wasStopped: true)
        } catch {
            return JobResult(failure: error.inWords, isStale: error is StalePlan, isUnreachable: error.isUnreachable)
        }
    }

    private func perform(_ job: ApplySchedule.Job) async throws -> Int64 {
        switch job {
        case .upload(let digest):
            guard let blob = blobs[digest] else { return 0 }
            guard try await copier.copy(blob, looksFirst: looksFirst) else { return 0 }
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
