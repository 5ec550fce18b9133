// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import MirrorConfiguration
import OCI
import Plans

/// Finds bundles and releases that go although something at the target still offers an update from them: a pure rule.
///
/// A cluster that runs one of them can no longer pull it.
struct LostUpdates {
    private let deletions: [Deletion]
    private let ledger: TargetLedger
    /// The catalogs that the target offers afterwards.
    private let catalogs: [CatalogRecord]
    private let paths: [UpgradePath]

    init(in plan: Plan, after ledger: TargetLedger) {
        deletions = plan.deletions.filter { $0.kind == .manifest }
        self.ledger = ledger
        paths = plan.upgradePaths
        let fresh = Set(plan.catalogs.map(\.destination))
        let going = Set(deletions.flatMap(\.destinations))
        let others = ledger.records.catalogs.filter { record in
            !fresh.contains(record.destination) && !going.contains(record.destination)
                && ledger.entries[record.destination]?.wantedBy.isEmpty == false
        }
        catalogs = plan.catalogs + others
    }

    var finding: Finding? {
        let facts = Set(deletions.flatMap(\.destinations).compactMap { ledger.entries[$0]?.image.facts })
        let names = bundles(facts.compactMap(\.bundle)) + releases(facts.compactMap(\.release))
        guard !names.isEmpty else { return nil }
        return Finding(
            .warning,
            .lostUpdate,
            """
            \(names.count == 1 ? "1 version goes" : "\(names.count) versions go") from which the mirror still offers an \
            update: \(listed(names.sorted(by: naturallyPrecedes))); clusters that run \
            \(names.count == 1 ? "it" : "them") can no longer pull \(names.count == 1 ? "it" : "them")
            """,
            remedy: "Update those clusters first, or keep the version: widen the range in the configuration."
        )
    }

    /// The bundles that an entry of a remaining catalog replaces or skips, by name or by a range of versions.
    private func bundles(_ going: [BundleFacts]) -> [String] {
        guard !going.isEmpty else { return [] }
        let packages = Set(going.map(\.package))
        var updates: [String: String] = [:]
        for package in catalogs.flatMap(\.packages) where packages.contains(package.name) {
            for entry in package.channels.flatMap(\.entries) {
                for name in [entry.replaces].compactMap(\.self) + (entry.skips ?? []) {
                    updates["\(package.name) \(name)"] = entry.name
                }
            }
        }
        return Set(going).compactMap { bundle in
            let update = updates["\(bundle.package) \(bundle.name)"] ?? update(skipping: bundle)
            return update.map { "\(bundle.name) (to \($0))" }
        }
    }

    /// The first entry of a remaining catalog whose `skipRange` has the version of a bundle; an unreadable range has none.
    private func update(skipping bundle: BundleFacts) -> String? {
        guard let version = bundle.version.flatMap({ try? SemanticVersion($0) }) else { return nil }
        let entries = catalogs.flatMap(\.packages).filter { $0.name == bundle.package }.flatMap(\.channels)
            .flatMap(\.entries)
        return entries.first { entry in
            guard entry.name != bundle.name, let range = entry.skipRange else { return false }
            return (try? VersionRangeExpression(range))?.contains(version) == true
        }?.name
    }

    /// The releases that a remaining upgrade path goes through.
    private func releases(_ going: [ReleaseFacts]) -> [String] {
        Set(going).compactMap { release in
            let path = paths.first { path in
                path.architecture == release.architecture && path.hops.contains { $0.version == release.version }
            }
            return path.map { "release \(release.version) \(release.architecture) (to \($0.to))" }
        }
    }
}
