// SPDX-License-Identifier: Apache-2.0

package import ClusterResources
package import Diagnostics
package import Ledger
import Planning
package import Plans

/// A registry as an apply left it, for the files that users of oc-mirror expect beside the record.
///
/// Files for clusters describe everything that the target holds for its configurations, not only what one run brought.
package struct FilledTarget: Sendable {
    private let plan: Plan
    /// The images that clusters may be led to.
    private let held: [PlacedImage]
    /// The images that the run brought.
    private let moved: [PlacedImage]

    /// Describes the target of a plan; `ledger` is its ledger after the apply, and `nil` if nothing was recorded.
    ///
    /// Images that are missing are left out, unless an earlier image is in their place. Without an outcome, everything was
    /// in place before.
    package init(of plan: Plan, after outcome: ApplyOutcome?, recordedIn ledger: TargetLedger?) {
        self.plan = plan
        let outcome = outcome ?? ApplyOutcome(results: plan.actions.map { _ in .alreadyDone })
        let lost = Set(outcome.lost.map(\.destination))
        let actions = zip(plan.actions, outcome.results)
        let present =
            plan.inSync.filter { !lost.contains($0.destination) }
            + actions.filter { $0.1.isDone || $0.0.expect.destination != nil }.map(\.0.image)
        held = present + (ledger?.others(besides: present, of: plan.configuration.path) ?? plan.others)
        moved = actions.filter(\.1.isDone).map(\.0.image)
    }

    /// Describes the target as a plan will leave it; without `bringing`, as if it had been left so before.
    package init(planned plan: Plan, bringing: Bool = true) {
        self.plan = plan
        held = plan.placed + plan.others
        moved = bringing ? plan.actions.map(\.image) : []
    }

    /// The folder of a run of oc-mirror v1; `time` is the number of seconds since 1970.
    ///
    /// Throws the problems of templates for catalogs.
    package func results(at time: Int64) throws(FindingsError) -> ResultsFolder {
        try ResultsFolder(of: plan, held: held, moved: moved, time: time)
    }

    /// The files that oc-mirror v2 leaves in `cluster-resources`, sorted by name.
    ///
    /// Throws the problems of templates for catalogs.
    package func clusterResources() throws(FindingsError) -> [ResultFile] {
        let (resources, findings) = ResourcePlanner(options: plan.options, folder: ResourceFile.folder).resources(held)
        guard findings.isEmpty else { throw FindingsError(findings) }
        let files = resources.map { ResultFile(path: $0.name, content: $0.content) }
        let signatures = [SignatureConfigMap(held).versionTwoFile].compactMap(\.self)
        return (files + signatures).sorted { $0.path < $1.path }
    }
}
