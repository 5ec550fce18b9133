// SPDX-License-Identifier: Apache-2.0

extension Plan {
    /// The plan that a file spells: no other way leads from bytes to a plan.
    ///
    /// Throws where its parts do not fit together, so that no tool made it.
    init(validating wire: PlanWire) throws(PlanError) {
        self.init(
            Subject(
                work: try PlanWork(wire.mode, at: wire.target.place, from: wire.source),
                configuration: wire.configuration,
                options: wire.options,
                target: wire.target,
                sequence: wire.sequence
            ),
            evidence: Evidence(
                checks: wire.checks,
                records: [SectionRecord](
                    upgradePaths: wire.upgradePaths,
                    graphs: wire.graphs,
                    charts: wire.charts ?? [],
                    catalogs: wire.catalogs ?? []
                ),
                changes: wire.changes,
                trust: wire.trust
            ),
            copies: Copies(wire.actions, blobs: wire.blobs, archive: wire.archive),
            holdings: Holdings(inSync: wire.inSync, others: wire.others ?? []),
            removals: Removals(
                wire.deletions ?? [],
                kept: wire.kept ?? [],
                repositories: wire.repositories ?? [],
                cached: wire.cached ?? []
            ),
            resources: wire.resources
        )
        try validate(summary: wire.summary)
    }
}
