// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import OCI
import Plans

/// The blobs that are not written yet, the longest first, and the images that wait for them.
struct ArchiveTransfers: JobQueue {
    /// A blob with its place.
    struct Job: Sendable {
        let blob: BlobTransfer
        let placed: ArchiveLayout.Placed
        let draft: VolumeDraft
    }

    private var jobs: [Job]
    /// The images that need each blob.
    private var needers: [Digest: [Int]] = [:]
    /// The number of blobs that each image still waits for.
    private var lacking: [Int]
    private var failed: Set<Int> = []
    private(set) var progress: ActionProgress
    /// The number of blobs that are not written.
    private var unwritten: Int

    /// Prepares the work for all images, in the order of their actions; an image that needs no blob is done.
    init(plan: Plan, images: [PlannedImage], drafts: [VolumeDraft], _ progress: ActionProgress) {
        self.progress = progress
        let blobs = Dictionary(plan.blobs.map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first })
        var jobs: [Job] = []
        for draft in drafts {
            for placed in draft.volume.members {
                guard case .blob(let digest) = placed.member.content, let blob = blobs[digest] else { continue }
                jobs.append(Job(blob: blob, placed: placed, draft: draft))
            }
        }
        // The next job is taken from the end. Blobs of one volume are taken in their order in it: a file system without
        // sparse files fills gaps with zeros, and would write each of these bytes twice.
        unwritten = jobs.count
        self.jobs = jobs.sorted { ($0.blob.size, $1.blob.digest) < ($1.blob.size, $0.blob.digest) }
        let wanted = Set(jobs.map(\.blob.digest))
        lacking = images.map { $0.blobs.intersection(wanted).count }
        for (index, image) in images.enumerated() {
            for digest in image.blobs.intersection(wanted) { needers[digest, default: []].append(index) }
        }
        for index in lacking.indices where lacking[index] == 0 { self.progress.finish(index) }
    }

    /// Whether every blob is written.
    var isComplete: Bool { unwritten == 0 }

    mutating func next() -> Job? { jobs.popLast() }

    mutating func ended(_ job: Job, _ result: Result<Int64, any Error>) {
        let waiting = needers.removeValue(forKey: job.blob.digest) ?? []
        switch result {
        case .success:
            unwritten -= 1
            for index in waiting {
                lacking[index] -= 1
                if lacking[index] == 0, !failed.contains(index) { progress.finish(index) }
            }
        case .failure(let error):
            for index in waiting where failed.insert(index).inserted { progress.fail(index, error.inWords) }
        }
    }

    /// Whether the disk refuses writes; it would refuse every other blob too.
    func isFinal(_ error: any Error) -> Bool { error is ArchiveSetError }
}
