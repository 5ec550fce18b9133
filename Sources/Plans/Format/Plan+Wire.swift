// SPDX-License-Identifier: Apache-2.0

extension Plan {
    /// The plan that a file spells: no other way leads from bytes to a plan.
    ///
    /// Throws where its parts do not fit together, so that no tool made it.
    init(validating wire: PlanWire) throws(PlanError) {
        self.init(
            work: try PlanWork(wire.mode, at: wire.target.place, from: wire.source),
            configuration: wire.configuration,
            options: wire.options,
            target: wire.target,
            checks: wire.checks,
            actions: wire.actions,
            blobs: wire.blobs,
            inSync: wire.inSync,
            others: wire.others ?? [],
            resources: wire.resources,
            upgradePaths: wire.upgradePaths,
            graphs: wire.graphs,
            archive: wire.archive,
            deletions: wire.deletions ?? [],
            kept: wire.kept ?? [],
            repositories: wire.repositories ?? [],
            cached: wire.cached ?? []
        )
        try validate(summary: wire.summary)
    }
}
