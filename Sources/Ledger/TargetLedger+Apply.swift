// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans

extension TargetLedger {
    /// What an apply did to the target.
    package struct Outcome: Sendable, Equatable {
        /// The actions whose destination now holds the planned digest.
        package var done: [Action]
        /// Whether that is all of them.
        package var isComplete: Bool

        package init(done: [Action], isComplete: Bool) {
            self.done = done
            self.isComplete = isComplete
        }
    }

    /// Returns the ledger after a plan was applied, wholly or in part.
    ///
    /// A plan that carries on where it was interrupted is one apply, so the serial moves only once.
    package func recording(_ plan: PlanFile, _ outcome: Outcome) -> TargetLedger {
        let configuration = plan.plan.configuration.path
        var ledger = renaming(plan.plan.options.formerly ?? [], to: configuration)
        ledger.count(plan.id, isComplete: outcome.isComplete)
        if outcome.isComplete {
            ledger.forget(configuration)
            ledger.settle(configuration)
        }
        let wish = Wish(configuration: configuration, looksForAttachments: !plan.plan.options.removeSignatures)
        ledger.remember(plan.plan.graphs)
        for image in plan.plan.inSync { ledger.want(image, wish, action: nil) }
        for action in outcome.done { ledger.want(PlacedImage(action), wish, action: action) }
        // Nothing is mounted from an archive.
        guard !plan.plan.work.fillsArchive else { return ledger }
        let repositories = Set(outcome.done.map(\.destination.repository))
        for blob in plan.plan.blobs where repositories.contains(blob.home) {
            ledger.blobHomes[blob.digest.description] = blob.home
        }
        return ledger
    }

    /// The ledger where a configuration has another name than before.
    package func renaming(_ names: [String], to name: String) -> TargetLedger {
        guard !names.isEmpty else { return self }
        func renamed(_ paths: [String]) -> [String] { Set(paths.map { names.contains($0) ? name : $0 }).sorted() }
        var ledger = self
        for (key, entry) in entries {
            ledger.entries[key]?.wantedBy = renamed(entry.wantedBy)
            ledger.entries[key]?.placedBy = renamed(entry.placedBy)
        }
        return ledger
    }

    /// Counts an apply of a plan; one that carries on is counted once.
    mutating func count(_ plan: Digest, isComplete: Bool) {
        lineage = lineage ?? plan
        if lastPlan != plan { serial += 1 }
        lastPlan = plan
        lastPlanIsComplete = isComplete
    }

    /// Keeps the graphs of a plan, each instead of an earlier one of the same channel.
    private mutating func remember(_ fresh: [GraphRecord]) {
        let others = graphs.filter { old in
            !fresh.contains { ($0.url, $0.channel, $0.architecture) == (old.url, old.channel, old.architecture) }
        }
        graphs = (others + fresh).sorted {
            ($0.url, $0.channel, $0.architecture) < ($1.url, $1.channel, $1.architecture)
        }
    }

    /// Who wants what a plan brings, and how.
    private struct Wish {
        var configuration: String
        var looksForAttachments: Bool
    }

    /// A complete plan names everything that its configuration wants, so earlier wishes of it end here.
    private mutating func forget(_ configuration: String) {
        for key in entries.keys { entries[key]?.wantedBy.removeAll { $0 == configuration } }
    }

    private mutating func want(_ wanted: PlacedImage, _ wish: Wish, action: Action?) {
        let entry = entries[wanted.destination]
        let before = entry?.image.digest == wanted.digest ? entry : nil
        // Others want the place, whatever its tag came to mean.
        let others = (entry?.wantedBy ?? []).filter { $0 != wish.configuration }
        let known = others.isEmpty ? [] : entry?.image.origins ?? []
        // What was there stays there, unless the whole image had to be brought again.
        let isAdded = action == nil || action?.expect.destination == wanted.digest
        entries[wanted.destination] = Entry(
            image: wanted.with(
                origins: known.isEmpty ? wanted.origins : Set(wanted.origins + known).sorted(),
                platforms: (isAdded ? before : nil).map { Self.union($0.image.platforms, wanted.platforms) }
                    ?? wanted.platforms,
                // Who waives a proof does not take it from those who have it.
                release: wanted.release.map { $0.adding(before?.image.release?.signatures ?? []) }
            ),
            placed: action != nil || before?.placed == true,
            placedBy: Set((before?.placedBy ?? []) + (action == nil ? [] : [wish.configuration])).sorted(),
            knowsAttachments: wish.looksForAttachments || before?.knowsAttachments == true,
            wantedBy: (others + [wish.configuration]).sorted()
        )
    }

    /// The platforms of two copies of an image in one place; `nil` is all of them.
    private static func union(_ first: [String]?, _ second: [String]?) -> [String]? {
        guard let first, let second else { return nil }
        return Set(first + second).sorted()
    }
}
