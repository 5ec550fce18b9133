// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans

extension TargetLedger {
    /// The effect of an apply on the target.
    package struct Outcome: Sendable, Equatable {
        /// The actions whose destination now has the planned digest.
        package var done: [Action]
        /// Whether these are all actions.
        package var isComplete: Bool

        package init(done: [Action], isComplete: Bool) {
            self.done = done
            self.isComplete = isComplete
        }
    }

    /// Returns the ledger after a plan was applied, completely or in part.
    ///
    /// A plan that continues after an interruption is one apply, so the serial increases only once.
    package func recording(_ plan: PlanFile, _ outcome: Outcome) -> TargetLedger {
        let configuration = plan.plan.configuration.path
        var ledger = renaming(plan.plan.options.formerly ?? [], to: configuration)
        ledger.count(plan.id, isComplete: outcome.isComplete)
        if outcome.isComplete {
            ledger.forget(configuration)
            ledger.settle(configuration)
        }
        let wish = Wish(configuration: configuration, looksForAttachments: !plan.plan.options.removeSignatures)
        ledger.records = records.keeping(plan.plan.evidence.records)
        for image in plan.plan.inSync { ledger.want(image, wish, action: nil) }
        for action in outcome.done { ledger.want(action.image, wish, action: action) }
        // Nothing is mounted from an archive.
        guard !plan.plan.work.fillsArchive else { return ledger }
        let repositories = Set(outcome.done.map(\.destination.repository))
        for blob in plan.plan.blobs where repositories.contains(blob.home) {
            ledger.blobHomes[blob.digest.description] = blob.home
        }
        return ledger
    }

    /// Returns the ledger with a new name for a configuration.
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

    /// Counts an apply of a plan; one that continues is counted once.
    mutating func count(_ plan: Digest, isComplete: Bool) {
        lineage = lineage ?? plan
        if lastPlan != plan { serial += 1 }
        lastPlan = plan
        lastPlanIsComplete = isComplete
    }

    /// The wish of a configuration for the images of a plan.
    private struct Wish {
        var configuration: String
        var looksForAttachments: Bool
    }

    /// Removes the earlier wishes of a configuration, because a complete plan names everything that it wants.
    private mutating func forget(_ configuration: String) {
        for key in entries.keys { entries[key]?.wantedBy.removeAll { $0 == configuration } }
    }

    private mutating func want(_ wanted: PlacedImage, _ wish: Wish, action: Action?) {
        let entry = entries[wanted.destination]
        let before = entry?.image.digest == wanted.digest ? entry : nil
        // Other configurations want the place, whatever image its tag names now.
        let others = (entry?.wantedBy ?? []).filter { $0 != wish.configuration }
        let known = others.isEmpty ? [] : entry?.image.origins ?? []
        // Platforms at the target stay there, unless the whole image was replaced.
        let isAdded = action == nil || action?.expect.destination == wanted.digest
        entries[wanted.destination] = Entry(
            image: wanted.with(
                origins: known.isEmpty ? wanted.origins : Set(wanted.origins + known).sorted(),
                platforms: (isAdded ? before : nil).map { Self.union($0.image.platforms, wanted.platforms) }
                    ?? wanted.platforms,
                facts: wanted.facts?.keepingProofs(of: before?.image.facts)
            ),
            placed: action != nil || before?.placed == true,
            placedBy: Set((before?.placedBy ?? []) + (action == nil ? [] : [wish.configuration])).sorted(),
            knowsAttachments: wish.looksForAttachments || before?.knowsAttachments == true,
            wantedBy: (others + [wish.configuration]).sorted()
        )
    }

    /// The platforms of two copies of an image in one place; `nil` means all.
    private static func union(_ first: [String]?, _ second: [String]?) -> [String]? {
        guard let first, let second else { return nil }
        return Set(first + second).sorted()
    }
}
