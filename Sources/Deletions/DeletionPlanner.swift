// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Planning
import Plans
import Resolution

/// Turns what is to be deleted into a plan of deletions, each with its proof: a pure function.
struct DeletionPlanner: Sendable {
    private let desired: DesiredState
    /// Manifests that were asked for by their digest.
    private let untagged: [OutdatedImage]
    /// What has to stay, whatever is asked for.
    private let needed: NeededImages
    /// The configurations that were asked what they want to keep.
    private let keepers: [String]
    private let survey: TargetSurvey
    private let ledger: TargetLedger
    private let options: PlanOptions

    init(
        asked: AskedImages,
        needed: NeededImages,
        keepers: [String] = [],
        survey: TargetSurvey,
        ledger: TargetLedger,
        options: PlanOptions
    ) {
        desired = asked.desired
        untagged = asked.contents
        self.needed = needed
        self.keepers = keepers
        self.survey = survey
        self.ledger = ledger
        self.options = options
    }

    /// Returns the plan, which must not be applied while one of its checks is an error, and the contents that nothing at
    /// the target needs afterwards.
    func planned() -> (plan: Plan, freed: Set<Digest>) {
        let wishes =
            keepers.isEmpty
            ? [] : ["no configuration given with \(OptionName.keep) asks for it: \(keepers.joined(separator: ", "))"]
        let draft = DeletionDraft(
            of: RequestedImages(desired.images, outdated: untagged),
            needed: needed,
            survey: survey,
            ledger: ledger,
            grounds: DeletionGrounds(
                reason: "asked for",
                replacement: "asked for",
                checked: ["no release or bundle that stays needs it"] + wishes
            )
        )
        let others = ledger.without(draft.deletions).others(of: desired.configuration.path)
        let (resources, findings) = ResourcePlanner(options: options, folder: ledger.resourceFolder).resources(others)
        let found =
            desired.findings + findings + missing(draft.missing)
            + [stillWanted(draft.deletions), withoutLedger(draft.deletions), survey.finding].compactMap(\.self)
        let plan = Plan(
            Plan.Subject(
                work: .deletions,
                configuration: desired.configuration,
                options: options,
                target: PlanTarget(desired.target.place, lineage: ledger.lineage, serial: ledger.serial)
            ),
            evidence: Plan.Evidence(checks: found.sortedForReview()),
            holdings: Plan.Holdings(others: others),
            removals: Plan.Removals(draft.deletions, kept: draft.kept, repositories: draft.repositories),
            resources: resources
        )
        let lost = LostUpdates(in: plan, after: ledger).finding.map { [$0] } ?? []
        return (plan.with(checks: (plan.checks + lost).sortedForReview()), draft.freed)
    }

    /// What is not there any more, or never was; parts of releases and operators come and go with these.
    private func missing(_ images: [DesiredImage]) -> [Finding] {
        let missing = images.filter { !$0.type.isMerePart }.sorted { $0.destination < $1.destination }
        guard let first = missing.first else { return [] }
        let subject = missing.count == 1 ? "1 image is" : "\(missing.count) images are"
        let names = missing.map { "\($0.origin) as \($0.destination)" }
        return [
            Finding(
                .note,
                .notThere,
                "\(subject) not at the target, so there is nothing to delete: \(listed(names))",
                at: first.at
            )
        ]
    }

    /// Who needs what is known of what was mirrored from here, and of that alone.
    private func withoutLedger(_ deletions: [Deletion]) -> Finding? {
        guard ledger.entries.isEmpty, !deletions.isEmpty else { return nil }
        return Finding(
            .warning,
            .noLedger,
            "the ledger knows of nothing at \(desired.target), so catalogs that are not named here may need what goes",
            remedy: """
                Plan in the repository that mirrored it; or name with \(OptionName.keep) every configuration whose images \
                are to stay. The manifests for the cluster are left as they are.
                """
        )
    }

    /// What a configuration still asks for comes back with its next plan.
    private func stillWanted(_ deletions: [Deletion]) -> Finding? {
        let entries = deletions.flatMap(\.destinations).compactMap { ledger.entries[$0] }
            .filter { !$0.wantedBy.isEmpty && !$0.image.type.isAttachment }
        let configurations = Set(entries.flatMap(\.wantedBy)).sorted()
        guard !entries.isEmpty else { return nil }
        // Whole releases and operators say more than their parts.
        let images = entries.map(\.image).sorted { naturallyPrecedes("\($0.destination)", "\($1.destination)") }
        let named = images.filter { !$0.type.isMerePart } + images.filter(\.type.isMerePart)
        let subject = listed(named.map(\.destination.description), most: 3)
        return Finding(
            .warning,
            .stillWanted,
            "\(configurations.joined(separator: ", ")) still \(configurations.count == 1 ? "asks" : "ask") for \(subject)",
            remedy: """
                The next plan of that would mirror it again: take it out there too. To keep it instead, add \
                \(configurations.map { "\(OptionName.keep) \(shellArgument($0))" }.joined(separator: " ")).
                """
        )
    }
}
