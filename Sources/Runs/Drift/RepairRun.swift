// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import ImageAccess
import Ledger
import OCI
import Planning
package import Plans
import Registry
import Resolution
import Sections
import States

/// Makes the plans that put back what somebody took from a target: for each configuration an ordinary plan whose actions
/// are what differs.
///
/// An image is put back with the content that the ledger has, even if its source has moved since. The sources are read by
/// digest, and nothing is written but to the cache.
package struct RepairRun: Sendable {
    private let drift: FoundDrift
    private let trail: AuditTrail
    private let ledger: TargetLedger
    private let doubts: [Finding]
    private let surroundings: PlanSurroundings

    /// Throws `PlanRefusal` if the ledger is not reliable enough.
    package init(of drift: FoundDrift, at recorded: RecordedTarget, surroundings: PlanSurroundings) throws {
        self.drift = drift
        trail = recorded.trail
        ledger = try recorded.ledger()
        doubts = try recorded.doubts(of: ledger, deleting: false)
        self.surroundings = surroundings
    }

    /// The plan of a configuration that was applied last, which a repair follows.
    package struct Applied: Sendable {
        package let plan: Plan
        /// The configuration at that time.
        package let file: (name: String, bytes: [UInt8])
        let summary: AppliedPlan

        /// The configuration's name in plans.
        package var name: String { plan.configuration.path }
    }

    /// The fewest plans that repair everything, by the names of their configurations; only `among` these, if any are given.
    ///
    /// Throws `RepairRefusal` for an image that none of them can repair.
    package func applied(among configurations: [String] = []) throws -> [Applied] {
        var found: [Applied] = []
        var left = drift.findings
        for name in drift.configurations where configurations.isEmpty || configurations.contains(name) {
            guard left.contains(where: { $0.wantedBy.contains(name) }), let applied = try applied(name) else {
                continue
            }
            found.append(applied)
            left.removeAll { $0.wantedBy.contains(name) }
        }
        guard let open = left.first else { return found }
        throw RepairRefusal.noPlan(
            open.destination,
            wantedBy: open.wantedBy,
            target: drift.target.place.argument
        )
    }

    private func applied(_ name: String) throws -> Applied? {
        guard let summary = try trail.lastApply(of: [name], to: ledger.target), let plan = try trail.plan(summary.id),
            let file = try trail.configuration(of: summary.id, plan.configuration)
        else { return nil }
        return Applied(plan: plan, file: file, summary: summary)
    }

    /// Makes the plan that repairs what a configuration wants, to be filed.
    package func plan(_ applied: Applied, filing: PlanFiling) async throws -> MadePlan {
        MadePlan(try await plan(applied), publishedBy: filing.publication(in: trail, ledger))
    }

    private func plan(_ applied: Applied) async throws -> Plan {
        let findings = drift.findings.filter { $0.wantedBy.contains(applied.name) }
        let placing = try placing(findings)
        let sources = SourceAccess(clients: surroundings.clients)
        let wishes = RecordedWishes(in: ledger, since: applied.plan, placing: placing.mapValues(\.action))
        let desired = try wishes.desired(at: drift.target, building: try await builds(placing, sources, applied))
        let observer = Observer(
            source: ObservedLibrary(library: sources.library),
            target: DamagedTarget(RegistryTarget(client: surroundings.clients.target), findings),
            ledger: ledger,
            attachments: wishes.options.copying.removeSignatures ? .notCopied : .known,
            progress: { [surroundings] in surroundings.events(.observed(count: $0, of: $1)) }
        )
        let plan = Planner(
            desired: desired,
            observed: try await observer.observe(desired.images),
            ledger: ledger,
            options: wishes.options,
            since: applied.summary
        ).plan()
        return try await ContentDescriber(library: sources.library, target: surroundings.clients.target)
            .describing(plan.with(checks: (plan.checks + doubts).sortedForReview()))
    }

    /// A recorded action, and the plan that has it.
    private struct Placing {
        let action: Action
        let plan: Plan
    }

    /// The actions that brought what differs, by destination, as far as they are recorded.
    private func placing(_ findings: [DriftFinding]) throws -> [PlacedName: Placing] {
        var found: [PlacedName: Placing] = [:]
        for (id, findings) in Dictionary(grouping: findings, by: \.plan) {
            guard let id, let plan = try trail.plan(id) else { continue }
            let expected = Dictionary(findings.map { ($0.destination, $0.expected) }) { first, _ in first }
            for action in plan.actions where expected[action.destination] == action.digest {
                found[action.destination] = Placing(action: action, plan: plan)
            }
        }
        return found
    }

    /// Builds the images again that were built, by their recorded recipes.
    private func builds(
        _ placing: [PlacedName: Placing],
        _ sources: SourceAccess,
        _ applied: Applied
    ) async throws -> [PlacedName: DesiredBuild] {
        var builds: [PlacedName: DesiredBuild] = [:]
        for (name, placing) in placing.sorted(by: { $0.key < $1.key }) {
            guard let recipe = placing.action.recipe else { continue }
            let builder = RecipeBuilder(
                library: sources.library,
                downloader: sources.downloader,
                cache: try await surroundings.cache().open(),
                charts: RecipeBuilder.Charts(of: placing.plan, access: surroundings.clients.charts)
            )
            func refused(_ reason: Explanation) -> RepairRefusal {
                let target = drift.target.place.argument
                return .changedBuild(name, reason: reason, configuration: applied.name, target: target)
            }
            do {
                let image = try await builder.build(recipe)
                guard image.digest == placing.action.digest else {
                    throw refused(Explanation("the result is \(image.digest), not \(placing.action.digest)"))
                }
                builds[name] = DesiredBuild(recipe: recipe, image: image)
            } catch let error as CancellationError {
                throw error
            } catch let error as RepairRefusal {
                throw error
            } catch {
                throw refused(Explanation(error))
            }
        }
        return builds
    }
}
