// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Ledger
import OCI
package import Plans
package import Resolution

/// Compares the desired with the observed state: a pure function from values to a plan.
package struct Planner: Sendable {
    let desired: DesiredState
    private let observed: ObservedState
    let ledger: TargetLedger
    let options: PlanOptions
    let archive: ArchiveRequest?
    private let source: SourceArchive?
    private let last: AppliedPlan?

    /// Prepares a comparison; `archive` describes the volumes to fill if the target is an archive, `source` is the archive
    /// to read, if any; `last` is the plan of the configuration that was applied last.
    package init(
        desired: DesiredState,
        observed: ObservedState,
        ledger: TargetLedger,
        options: PlanOptions,
        archive: ArchiveRequest? = nil,
        source: SourceArchive? = nil,
        since last: AppliedPlan? = nil
    ) {
        self.desired = desired
        self.observed = observed
        self.ledger = ledger
        self.options = options
        self.archive = archive
        self.source = source
        self.last = last
    }

    /// Returns the plan; it must not be applied if one of its checks is an error.
    package func plan() -> Plan { planned().plan }

    /// Returns the plan with the images to copy, for callers that need the future contents of the target.
    package func planned() -> (plan: Plan, copies: [CopiedImage]) {
        var findings = desired.findings
        let rule = CauseRule(
            ledger,
            of: desired.configuration,
            with: options,
            since: last,
            isArchive: archive != nil
        )
        var draft = PlanDraft(observed: observed, ledger: ledger, rule: rule)
        let images = named(wanted(&draft, &findings))
        findings += sharedNames(images) + [unredirected(images)].compactMap(\.self)
        for image in images {
            draft.add(image)
            findings += [renamed(image.image), contradicted(image.image)].compactMap(\.self)
        }
        let (actions, blobs) = draft.finished()
        let inSync = draft.inSync.values.sorted { $0.destination < $1.destination }
        let placed = inSync + actions.map(\.image)
        // If there is an error, images may be missing from the plan, so nothing is recorded or withdrawn.
        let isWhole = !findings.contains { $0.severity == .error }
        if isWhole {
            findings += [noLongerWanted(besides: placed), notRecorded(inSync)].compactMap(\.self)
        }
        findings += [nothingWanted].compactMap(\.self)
        var (resources, others): ([Resource], [PlacedImage]) = ([], [])
        // Only the far side knows which registry an archive is for.
        if archive == nil {
            others = ledger.others(besides: placed, of: desired.configuration.path)
            let manifests = ResourcePlanner(options: options, folder: ledger.resourceFolder)
            let (made, ofResources) = manifests.resources(placed + others)
            resources = made
            findings += ofResources
        }
        let plan = Plan(
            Plan.Subject(
                work: PlanWork(copyingTo: desired.target.place, from: source),
                configuration: desired.configuration,
                options: options,
                target: PlanTarget(desired.target.place, lineage: ledger.lineage, serial: ledger.serial)
            ),
            evidence: evidence(findings, placed, rule, isWhole: isWhole),
            copies: Plan.Copies(actions, blobs: blobs),
            holdings: Plan.Holdings(inSync: inSync, others: others),
            resources: resources
        )
        let filled = archive.map { ArchivePlanner(request: $0, images: draft.archivedImages).filling(plan) }
        return (filled ?? plan, draft.copiedImages)
    }

    /// The findings, the records, and what changes; with an error nothing is known of that.
    private func evidence(
        _ findings: [Finding],
        _ placed: [PlacedImage],
        _ rule: CauseRule,
        isWhole: Bool
    ) -> Plan.Evidence {
        let destinations = Set(placed.filter { $0.type == .operatorCatalog }.map(\.destination))
        let records = desired.records.filter { record in
            record.catalog.map { destinations.contains($0.destination) } != false
        }
        let comparison = ChangeComparison(
            ledger: ledger,
            path: desired.configuration.path,
            placed: placed,
            catalogs: records.catalogs,
            rule: rule
        )
        return Plan.Evidence(
            checks: findings.sortedForReview(),
            records: records,
            changes: isWhole ? comparison.changes(since: last) : nil
        )
    }

    /// The images to plan, one for each destination, in order of destination.
    private func wanted(_ draft: inout PlanDraft, _ findings: inout [Finding]) -> [WantedImage] {
        var byDestination: [Destination: [WantedImage]] = [:]
        for image in desired.images {
            // Callers must observe all images before they plan.
            guard let observation = observed.images[image] else {
                preconditionFailure("\(image.origin) was not observed")
            }
            switch observation.source {
            case .found(let digest):
                byDestination[image.destination, default: []].append(
                    WantedImage(
                        image: image,
                        origins: image.recorded?.origins ?? ["\(image.origin)"],
                        observation: observation,
                        digest: digest
                    )
                )
                if observation.unlistableReferrers > 0 { findings.append(unlistable(image, observation)) }
            case .missing(let reason):
                let kept = allowsMissing(image) ? placedBefore(image, observation) : nil
                if let kept { draft.keep(kept, withAttachments: observation.attachments == .known) }
                findings.append(missing(image, reason, isKept: kept != nil))
            case .unreadable(let reason):
                findings.append(unreadable(image, reason))
            }
        }
        if archive?.isSequenced == true { byDestination = withoutTaggedTwins(byDestination) }
        let sorted = byDestination.map { (name: $0.description, destination: $0, candidates: $1) }
            .sorted { $0.name < $1.name }
        return sorted.compactMap { _, destination, candidates in
            guard let wanted = merge(candidates, at: destination, &findings) else { return nil }
            guard let finding = contested(wanted) else { return wanted }
            findings.append(finding)
            return nil
        }
    }

    /// The image that an earlier plan placed, if the target still holds it: it is kept even if its source is gone.
    private func placedBefore(_ image: DesiredImage, _ observation: ImageObservation) -> PlacedImage? {
        guard let entry = ledger.entries[image.destination.name],
            entry.image.digest == observation.destination
        else { return nil }
        return entry.image
    }

    /// Whether an image may be left out; a repair leaves out nothing, because the ledger would forget it.
    func allowsMissing(_ image: DesiredImage) -> Bool {
        options.allowMissing && !image.isIndispensable && image.recorded == nil
    }

    /// Several sources may share a destination only if they have the same content by digest.
    private func merge(
        _ candidates: [WantedImage],
        at destination: Destination,
        _ findings: inout [Finding]
    ) -> WantedImage? {
        guard let first = candidates.first, candidates.count > 1 else { return candidates.first }
        let isFixed = candidates.allSatisfy { $0.image.reference?.digest != nil }
        let repositories = Set(candidates.map { $0.image.reference?.repository.description ?? "\($0.image.origin)" })
        guard Set(candidates.map(\.digest)).count == 1, isFixed || repositories.count == 1 else {
            findings.append(collision(candidates, at: destination))
            return nil
        }
        var merged = first
        merged.origins = Set(candidates.flatMap(\.origins)).sorted()
        merged.image = first.image.merged(with: candidates.dropFirst().map(\.image))
        return merged
    }
}

extension DesiredImage {
    /// Whether the image must not be left out: a release is planned completely or not at all, and operators cannot be found
    /// without their catalog.
    package var isIndispensable: Bool { type.traits.isIndispensable }
}
