// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Ledger
package import OCI
package import Plans
package import Resolution

/// Turns what is to be deleted into a plan of deletions, each with its proof: a pure function.
package struct DeletionPlanner: Sendable {
    /// What must stay, by the configuration that wants it.
    package struct Keeper: Sendable, Equatable {
        package let path: String
        package let images: [DesiredImage]

        package init(path: String, images: [DesiredImage]) {
            self.path = path
            self.images = images
        }
    }

    private let desired: DesiredState
    private let keepers: [Keeper]
    private let contents: [Repository: RepositoryContent]
    /// The manifests and blobs of images in other repositories.
    private let elsewhere: Set<Digest>
    private let ledger: TargetLedger
    private let options: PlanOptions

    package init(
        desired: DesiredState,
        keepers: [Keeper],
        contents: [Repository: RepositoryContent],
        elsewhere: Set<Digest>,
        ledger: TargetLedger,
        options: PlanOptions
    ) {
        self.desired = desired
        self.keepers = keepers
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
                    keepers: keepers(of: repository),
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

    /// The tags of a repository that configurations keep, with their names.
    private func keepers(of repository: Repository) -> [Tag: [String]] {
        var keepers: [Tag: [String]] = [:]
        for keeper in self.keepers {
            for image in keeper.images where image.destination.repository == repository {
                keepers[image.destination.tag, default: []].append(keeper.path)
            }
        }
        for entry in ledger.entries.values where !entry.wantedBy.isEmpty && entry.image.type.isPart {
            guard let reference = try? ImageReference(entry.image.destination), reference.repository == repository,
                let tag = reference.tag
            else { continue }
            keepers[tag, default: []] += entry.wantedBy.map { "\($0), as \(entry.image.type.rawValue)," }
        }
        return keepers.mapValues { Set($0).sorted() }
    }

    /// What is not there any more, or never was.
    private func missing(_ drafts: [RepositoryDeletions]) -> [Check] {
        let missing = drafts.flatMap(\.missing)
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

extension ImageType {
    /// Whether images of the type are there for a release or an operator.
    fileprivate var isPart: Bool {
        switch self {
        case .releaseComponent, .releasePayload, .graphData, .operatorRelatedImage, .operatorBundle, .operatorCatalog:
            true
        case .additionalImage, .helmImage, .signature, .attestation, .sbom, .referrer: false
        }
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
