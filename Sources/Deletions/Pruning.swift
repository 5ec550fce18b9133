// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Ledger
import OCI
package import Planning
package import Plans
package import Resolution

/// Finds what a configuration placed at a target and nobody wants any more, and adds its deletion to a plan: a pure
/// function.
package struct Pruning: Sendable {
    /// What stands where others say which part of a configuration asks for something.
    private static let wish = "no longer wanted"

    private let plan: Plan
    private let copies: [CopiedImage]
    private let ledger: TargetLedger
    /// The ledgers of other targets that may share repositories with this one.
    private let neighbours: [TargetLedger]
    private let limit: DeletionLimit
    private let cause: ChangeCause
    /// What the configuration wants, also where it is left out of the plan.
    private let wanted: Set<PlacedName>
    /// What goes, unless something needs it.
    private let images: [DesiredImage]
    /// What tags named before the plan gives them to something else.
    private let outdated: [OutdatedImage]

    package init(
        of plan: Plan,
        copying copies: [CopiedImage],
        desired: DesiredState,
        ledger: TargetLedger,
        neighbours: [TargetLedger] = [],
        limit: DeletionLimit,
        since last: AppliedPlan? = nil
    ) {
        self.plan = plan
        self.copies = copies
        self.ledger = ledger
        self.neighbours = neighbours
        self.limit = limit
        let isSame = last?.asksTheSame(as: plan.configuration.digest, plan.options) == true
        cause = isSame ? .upstream : .configuration
        let configuration = plan.configuration.path
        let wanted = Set(
            desired.images.map(\.destination.name) + plan.actions.map(\.destination)
                + plan.inSync.map(\.destination)
        )
        self.wanted = wanted
        let own = ledger.entries.values.filter { entry in
            entry.placed && entry.placedBy.contains(configuration) && !entry.image.type.isAttachment
                && entry.wantedBy.allSatisfy { $0 == configuration }
        }
        images = own.filter { !wanted.contains($0.image.destination) }.compactMap {
            DesiredImage($0, requestedBy: Self.wish)
        }
        .sorted { $0.destination < $1.destination }
        let replaced = Dictionary(
            plan.actions.compactMap { action in action.expect.destination.map { (action.destination, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        outdated = own.compactMap { entry in
            // Somebody else's image under the tag is not ours to delete.
            guard let digest = replaced[entry.image.destination], digest == entry.image.digest,
                let image = DesiredImage(entry, requestedBy: Self.wish)
            else { return nil }
            return OutdatedImage(image: image, digest: digest)
        }
        .sorted { $0.image.destination < $1.image.destination }
    }

    /// Looks for what goes and returns the plan with it; `progress` hears how many of how many repositories were looked
    /// through.
    package func plan(
        surveying target: any TargetSurveying,
        progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void
    ) async throws -> Plan {
        let requested = self.requested
        return plan(
            after: try await target.survey(requested, [ledger] + neighbours) { progress($0, requested.count) }
        )
    }

    /// What the target has to be surveyed for.
    var requested: [Repository: RequestedContent] { RequestedContent.of(images, outdated) }

    /// Returns the plan with what goes, each with its proof, given what the target holds before the copies.
    func plan(after survey: TargetSurvey) -> Plan {
        // An index that keeps its digest is not outdated by getting more of its platforms.
        let copied = Set(
            copies.flatMap { image in
                image.tree.manifests.map { PlacedName(PlacedRepository(image.repository), $0.descriptor.digest) }
            }
        )
        let draft = DeletionDraft(
            of: RequestedImages(
                images,
                outdated: outdated.filter {
                    !copied.contains(PlacedName($0.image.destination.name.repository, $0.digest))
                }
            ),
            needed: needed(with: survey),
            survey: survey.copying(copies),
            ledger: ledger,
            copied: plan.copiedTags,
            grounds: DeletionGrounds(
                reason: "\(plan.configuration.path) placed it and does not want it any more",
                replacement: "\(plan.configuration.path) placed it, and its tag is given to something else",
                checked: ["no configuration in the ledger asks for it"],
                cause: cause
            )
        )
        let pruned = plan.deleting(draft.deletions, keeping: draft.kept, in: draft.repositories)
        let found = [tooMany, survey.finding, LostUpdates(in: pruned, after: ledger).finding]
        return pruned.with(checks: (plan.checks + found.compactMap(\.self)).sortedForReview())
    }

    /// What other configurations want, what this one does, what it copies without a tag, and what is somebody else's.
    private func needed(with survey: TargetSurvey) -> NeededImages {
        var needed = NeededImages()
        needed.need(wantedIn: neighbours, among: Set(requested.keys))
        for image in images {
            let entry = ledger.entries[image.destination.name]
            guard let found = survey[image.destination],
                found != entry?.image.digest
            else { continue }
            needed.need(image.destination, by: "somebody put \(found) there, which mirror did not place")
        }
        let repositories = Set(requested.keys)
        for entry in ledger.entries.values {
            let others = entry.wantedBy.filter { $0 != plan.configuration.path }
            guard !others.isEmpty, let destination = Destination(named: entry.image.destination),
                repositories.contains(destination.repository)
            else { continue }
            for name in others { needed.need(destination, by: "\(name) wants it") }
        }
        // A signature that is asked for by itself has a tag that would go along with what it is about.
        for destination in wanted.compactMap(Destination.init(named:))
        where repositories.contains(destination.repository) {
            needed.need(destination, by: "\(plan.configuration.path) wants it")
        }
        for image in copies where image.tag == nil {
            for manifest in image.tree.manifests {
                needed.need(manifest.descriptor.digest, in: image.repository, by: "this plan copies what has it")
            }
        }
        return needed
    }

    private var tooMany: Finding? {
        let count = images.count + outdated.count
        let placed = ledger.entries.values.count {
            $0.placedBy.contains(plan.configuration.path) && !$0.image.type.isAttachment
        }
        if wanted.isEmpty, count > 0, limit == .standard {
            return Finding(
                .error,
                .tooManyDeletes,
                """
                \(plan.configuration.path) wants nothing at all, so everything that it placed would go: \
                \(counted(count, "image"))
                """,
                remedy: "If that is what you mean, say so with \(OptionName.maxDeletes) \(count)."
            )
        }
        guard count > limit.most(of: placed) else { return nil }
        return Finding(
            .error,
            .tooManyDeletes,
            """
            \(count) of the \(counted(placed, "image")) that \(plan.configuration.path) placed would go, and \
            \(OptionName.maxDeletes) \(limit) allows \(limit.most(of: placed))
            """,
            remedy: """
                Check that this is the right configuration, and that nothing is missing in it; then allow it with \
                \(OptionName.maxDeletes) \(count).
                """
        )
    }
}
