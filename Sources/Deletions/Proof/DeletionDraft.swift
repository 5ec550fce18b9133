// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import Resolution

/// What goes of a target, what of that stays, and what the proofs rest on: a pure function.
struct DeletionDraft {
    /// In the order in which they are carried out within each repository.
    let deletions: [Deletion]
    /// Sorted by destination.
    let kept: [KeptImage]
    /// The repositories from which something goes, sorted by name.
    let repositories: [RepositoryState]
    /// What was asked for and is not there.
    let missing: [DesiredImage]
    /// The manifests and blobs that nothing needs afterwards.
    let freed: Set<Digest>

    /// Proves the deletion of what is asked to go; `copied` are the tags that it writes.
    init(
        of requested: RequestedImages,
        needed: NeededImages,
        survey: TargetSurvey,
        ledger: TargetLedger,
        copied: [String: CopiedTags] = [:],
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
            .map { $0.state(copying: copied["\($0.repository)"] ?? CopiedTags()) }
        // What one name of an image does not have, another one may.
        let found = Set(drafts.flatMap(\.found).map(\.origin))
        missing = drafts.flatMap(\.missing).filter { !found.contains($0.origin) }
    }
}

/// Counts what a garbage collector can free, each content once.
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
