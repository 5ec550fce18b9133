// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// The plan of a configuration that was applied last to a target, as far as the next plan is compared with it.
package struct AppliedPlan: Sendable, Equatable {
    package let id: Digest
    /// The digest of the configuration at that time.
    package let configuration: Digest
    package let options: PlanOptions
    /// What was left to do when the apply ended early: the causes of its actions by destination; empty for a complete one.
    package let unfinished: [PlacedName: ChangeCause]

    package init(
        id: Digest,
        configuration: Digest,
        options: PlanOptions,
        unfinished: [PlacedName: ChangeCause] = [:]
    ) {
        self.id = id
        self.configuration = configuration
        self.options = options
        self.unfinished = unfinished
    }

    /// Whether a configuration and options ask for the same as this plan did; what is pruned changes no copy.
    package func asksTheSame(as configuration: Digest, _ options: PlanOptions) -> Bool {
        self.configuration == configuration && self.options.copying == options.copying
            && self.options.releases == options.releases && self.options.charts == options.charts
            && self.options.includeDependencies == options.includeDependencies
            && self.options.archives.since == options.archives.since
    }
}
