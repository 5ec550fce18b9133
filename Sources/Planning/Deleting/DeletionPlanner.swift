// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Ledger
package import OCI
package import Plans
package import Resolution

/// Turns what is to be deleted into a plan of deletions, each with its proof: a pure function.
package struct DeletionPlanner: Sendable {
    private let desired: DesiredState
    /// What has to stay, whatever is asked for.
    private let needed: NeededImages
    private let contents: [Repository: RepositoryContent]
    /// The manifests and blobs of images in other repositories.
    private let elsewhere: Set<Digest>
    private let ledger: TargetLedger
    private let options: PlanOptions

    package init(
        desired: DesiredState,
        needed: NeededImages,
        contents: [Repository: RepositoryContent],
        elsewhere: Set<Digest>,
        ledger: TargetLedger,
        options: PlanOptions
    ) {
        self.desired = desired
        self.needed = needed
        self.contents = contents
        self.elsewhere = elsewhere
        self.ledger = ledger
        self.options = options
    }

    /// Returns the plan; it must not be applied while one of its checks is an error.
    package func plan() -> Plan {
        var drafts: [RepositoryDeletions] = []
        let wanted = Dictionary(grouping: desired.images, by: \.destination.repository)
        for (repository, images) in wanted.sorted(by: { $0.key.description < $1.key.description }) {
            drafts.append(
                RepositoryDeletions(
                    repository: repository,
                    content: contents[repository] ?? RepositoryContent(),
                    images: images,
                    needed: needed,
                    entries: ledger.entries
                )
            )
        }
        var freed = Reclaiming(staying: drafts.reduce(into: elsewhere) { $0.formUnion($1.stayingContents) })
        let deletions = drafts.flatMap { draft in draft.deletions { freed.bytes($0, in: draft.content) } }
        let rest = ledger.without(deletions)
        let (resources, findings) = ResourcePlanner(
            ledger: rest,
            options: options,
            configuration: desired.configuration
        ).resources(placed: [])
        let checks = desired.checks + findings + missing(drafts) + [stillWanted(deletions)].compactMap(\.self)
        let touched = drafts.filter { !$0.proof.tags.isEmpty || !$0.proof.manifests.isEmpty }
        return Plan(
            mode: .deletion,
            configuration: desired.configuration,
            options: options,
            target: PlanTarget(registry: desired.target.description, lineage: ledger.lineage, serial: ledger.serial),
            checks: checks.sortedForReview(),
            resources: resources,
            deletions: deletions,
            kept: drafts.flatMap(\.kept).sorted { $0.destination < $1.destination },
            repositories: touched.map(\.state)
        )
    }

    /// What is not there any more, or never was; parts of releases and operators come and go with these.
    private func missing(_ drafts: [RepositoryDeletions]) -> [Check] {
        let missing = drafts.flatMap(\.missing).filter { $0.type != .releaseComponent && $0.type != .operatorRelatedImage }
        guard let first = missing.min(by: { $0.destination < $1.destination }) else { return [] }
        let subject = missing.count == 1 ? "1 image is" : "\(missing.count) images are"
        return [
            Check(
                .note,
                "not-there",
                "\(subject) not at the target, so there is nothing to delete\(missing.count == 1 ? ":" : ", such as") "
                    + "\(first.origin) as \(first.destination)",
                at: first.at
            )
        ]
    }

    /// What a configuration still asks for comes back with its next plan.
    private func stillWanted(_ deletions: [Deletion]) -> Check? {
        let entries = deletions.flatMap(\.destinations).compactMap { ledger.entries[$0] }
            .filter { !$0.wantedBy.isEmpty && !$0.image.type.isAttachment }
        let configurations = Set(entries.flatMap(\.wantedBy)).sorted()
        guard let first = entries.map(\.image.destination).min() else { return nil }
        let subject = entries.count == 1 ? first : "\(first) and \(entries.count - 1) more"
        return Check(
            .warning,
            "still-wanted",
            """
            \(subject) \(entries.count == 1 ? "was" : "were") mirrored for \(configurations.joined(separator: ", "))
            As long as it is asked for there, the next plan of that brings it back: change the configuration too, or keep \
            what it wants with --keep.
            """
        )
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
