// SPDX-License-Identifier: Apache-2.0

import Plans

/// Draws the channels of a plan's catalogs from what they offer and what changes.
struct CatalogGraphs {
    private let plan: Plan
    private let changes: [PlacedName: [OperatorChange]]

    init(of plan: Plan) {
        self.plan = plan
        changes = Dictionary(grouping: plan.changes?.operators ?? [], by: \.catalog)
    }

    /// The catalogs, sorted by destination.
    var all: [ReviewedCatalog] {
        let records = Dictionary(plan.catalogs.map { ($0.destination, $0) }, uniquingKeysWith: { first, _ in first })
        return Set(records.keys).union(changes.keys).sorted().map { destination in
            ReviewedCatalog(
                destination: plan.target.shown(destination),
                packages: packages(records[destination]?.packages ?? [], changes[destination] ?? [])
            )
        }
    }

    private func packages(
        _ offered: [CatalogRecord.Package],
        _ changes: [OperatorChange]
    ) -> [ReviewedCatalog.Package] {
        let changes = Dictionary(changes.map { ($0.package, $0) }, uniquingKeysWith: { first, _ in first })
        let offered = Dictionary(offered.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return Set(offered.keys).union(changes.keys).sorted().map { name in
            ReviewedCatalog.Package(
                name: name,
                defaultChannel: offered[name]?.defaultChannel,
                channels: channels(offered[name]?.channels ?? [], changes[name]?.channels ?? [])
            )
        }
    }

    private func channels(
        _ offered: [CatalogRecord.Channel],
        _ changes: [OperatorChange.Channel]
    ) -> [ReviewedCatalog.Channel] {
        let changes = Dictionary(changes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let offered = Dictionary(offered.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return Set(offered.keys).union(changes.keys).sorted().map { name in
            let added = Set(changes[name]?.added.map(\.name) ?? [])
            let staying = (offered[name]?.entries ?? []).map {
                ReviewedCatalog.Entry(
                    $0,
                    added.contains($0.name) ? .added : .kept,
                    isHead: $0.name == offered[name]?.head
                )
            }
            let going = (changes[name]?.removed ?? []).map { ReviewedCatalog.Entry($0, .dropped, isHead: false) }
            return ReviewedCatalog.Channel(name: name, entries: staying + going)
        }
    }
}
