// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import OCI
import Plans

/// The blobs that are still to be written, the longest first, and the images that wait for them.
struct ArchiveTransfers {
    /// A blob with its place.
    struct Job: Sendable {
        let blob: BlobTransfer
        let placed: ArchiveLayout.Placed
        let draft: VolumeDraft
    }

    private var jobs: [Job]
    /// The images that need each blob.
    private var needers: [Digest: [Int]] = [:]
    /// How many blobs each image still waits for.
    private var lacking: [Int]
    private var failed: Set<Int> = []
    private var complete: [Int]
    /// After this many blobs in a row that no registry could be reached for, no other is begun.
    private static let unreachableLimit = 4
    private var unreachable = 0
    private var isDiskBroken = false
    /// How many blobs are not written.
    private var unwritten: Int

    init(plan: Plan, images: [PlannedImage], drafts: [VolumeDraft]) {
        let blobs = Dictionary(plan.blobs.map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first })
        var jobs: [Job] = []
        for draft in drafts {
            for placed in draft.volume.members {
                guard case .blob(let digest) = placed.member.content, let blob = blobs[digest] else { continue }
                jobs.append(Job(blob: blob, placed: placed, draft: draft))
            }
        }
        // The next one is taken from the end. Those of a volume are taken as they lie in it: a file system without holes
        // fills what is skipped, and then every byte of that is written twice.
        unwritten = jobs.count
        self.jobs = jobs.sorted { ($0.blob.size, $1.blob.digest) < ($1.blob.size, $0.blob.digest) }
        let wanted = Set(jobs.map(\.blob.digest))
        lacking = images.map { $0.blobs.intersection(wanted).count }
        for (index, image) in images.enumerated() {
            for digest in image.blobs.intersection(wanted) { needers[digest, default: []].append(index) }
        }
        complete = lacking.indices.filter { [lacking] in lacking[$0] == 0 }
    }

    /// Whether every blob is written.
    var isComplete: Bool { unwritten == 0 }

    /// Whether going on would only fail again and again.
    var isHopeless: Bool { isDiskBroken || unreachable >= Self.unreachableLimit }

    mutating func next() -> Job? { jobs.popLast() }

    /// Takes note of how a job ended; returns the images that fail with it.
    mutating func ended(_ job: Job, _ result: Result<Bool, any Error>) -> [(index: Int, reason: String)] {
        let waiting = needers.removeValue(forKey: job.blob.digest) ?? []
        switch result {
        case .success:
            unreachable = 0
            unwritten -= 1
            for index in waiting {
                lacking[index] -= 1
                if lacking[index] == 0, !failed.contains(index) { complete.append(index) }
            }
            return []
        case .failure(let error):
            unreachable = error.isUnreachable ? unreachable + 1 : 0
            isDiskBroken = isDiskBroken || error is ArchiveSetError
            return waiting.filter { failed.insert($0).inserted }.map { ($0, error.inWords) }
        }
    }

    /// Returns the images of which everything is written since the last call.
    mutating func takeComplete() -> [Int] {
        defer { complete = [] }
        return complete
    }
}
