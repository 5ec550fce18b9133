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

    /// Proves the deletion of images and of what a plan makes outdated; `copied` are the tags that it writes.
    init(
        of images: [DesiredImage],
        outdated: [OutdatedImage] = [],
        needed: NeededImages,
        survey: TargetSurvey,
        ledger: TargetLedger,
        copied: [String: Set<String>] = [:],
        grounds: DeletionGrounds
    ) {
        let wanted = Dictionary(grouping: images, by: \.destination.repository)
        let old = Dictionary(grouping: outdated, by: \.image.destination.repository)
        let repositories = Set(wanted.keys).union(old.keys).sorted { $0.description < $1.description }
        let drafts = repositories.map { repository in
            RepositoryDeletions(
                repository: repository,
                content: survey.contents[repository] ?? RepositoryContent(),
                images: wanted[repository] ?? [],
                outdated: old[repository] ?? [],
                needed: needed,
                entries: ledger.entries,
                grounds: grounds
            )
        }
        var freed = Reclaiming(staying: drafts.reduce(into: survey.elsewhere) { $0.formUnion($1.stayingContents) })
        deletions = drafts.flatMap { draft in draft.deletions { freed.bytes($0, in: draft.content) } }
        kept = drafts.flatMap(\.kept).sorted { $0.destination < $1.destination }
        self.repositories =
            drafts.filter { !$0.proof.tags.isEmpty || !$0.proof.manifests.isEmpty }
            .map { $0.state(copying: copied["\($0.repository)"] ?? []) }
        missing = drafts.flatMap(\.missing)
    }
}

/// Counts what a garbage collector can free, each content once.
private struct Reclaiming {
    /// What something that stays needs, and what was counted.
    private var known: Set<Digest>

    init(staying: Set<Digest>) { known = staying }

    mutating func bytes(_ digest: Digest, in content: RepositoryContent) -> Int64 {
        guard let manifest = content.manifests[digest] else { return 0 }
        var bytes: Int64 = known.insert(digest).inserted ? manifest.size : 0
        for (blob, size) in manifest.blobs where known.insert(blob).inserted { bytes += size }
        return bytes
    }
}
