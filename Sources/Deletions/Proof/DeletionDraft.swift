// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import Resolution

/// The deletions at a target, the requested images that stay, and the facts of the proofs: a pure function.
struct DeletionDraft {
    /// The deletions, in the order of execution within each repository.
    let deletions: [Deletion]
    /// The requested images that stay, sorted by destination.
    let kept: [KeptImage]
    /// The repositories with deletions, sorted by name.
    let repositories: [RepositoryState]
    /// The requested images that do not exist.
    let missing: [DesiredImage]
    /// The manifests and blobs that nothing needs afterwards.
    let freed: Set<Digest>

    /// Proves the requested deletions; `copied` are the tags that the same plan writes.
    init(
        of requested: RequestedImages,
        needed: NeededImages,
        survey: TargetSurvey,
        ledger: TargetLedger,
        copied: [PlacedRepository: CopiedTags] = [:],
        grounds: DeletionGrounds
    ) {
        let drafts = requested.byRepository.map { repository, requested in
            RepositoryDeletions(
                repository: repository,
                content: survey.contents[repository] ?? RepositoryContent(),
                requested: requested,
                needed: needed,
                entries: ledger.entries,
                grounds: grounds
            )
        }
        var reclaiming = Reclaiming(staying: drafts.reduce(into: survey.elsewhere) { $0.formUnion($1.stayingContents) })
        deletions = drafts.flatMap { draft in draft.deletions { reclaiming.bytes($0, in: draft.content) } }
        freed = reclaiming.freed
        kept = drafts.flatMap(\.kept).sorted { $0.destination < $1.destination }
        self.repositories =
            drafts.filter { !$0.proof.tags.isEmpty || !$0.proof.manifests.isEmpty }
            .map { $0.state(copying: copied[PlacedRepository($0.repository)] ?? CopiedTags()) }
        // An image that is missing under one name may exist under another.
        let found = Set(drafts.flatMap(\.found).map(\.origin))
        missing = drafts.flatMap(\.missing).filter { !found.contains($0.origin) }
    }
}

/// Counts the bytes that garbage collection can free, each content once.
private struct Reclaiming {
    private let staying: Set<Digest>
    private(set) var freed: Set<Digest> = []

    init(staying: Set<Digest>) { self.staying = staying }

    mutating func bytes(_ digest: Digest, in content: RepositoryContent) -> Int64 {
        guard let manifest = content.manifests[digest] else { return 0 }
        var bytes: Int64 = free(digest) ? manifest.size : 0
        for (blob, size) in manifest.blobs where free(blob) { bytes += size }
        return bytes
    }

    private mutating func free(_ digest: Digest) -> Bool { !staying.contains(digest) && freed.insert(digest).inserted }
}
