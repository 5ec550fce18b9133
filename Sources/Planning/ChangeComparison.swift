// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Plans
import SemanticVersions

/// Compares what a target offers after a plan with what the ledger says that it offered before: a pure function.
struct ChangeComparison {
    let ledger: TargetLedger
    /// The path of the configuration.
    let path: String
    /// What the target holds of the configuration once the plan is applied.
    let placed: [PlacedImage]
    /// What its catalogs offer then.
    let catalogs: [CatalogRecord]
    let rule: CauseRule

    func changes(since last: AppliedPlan?) -> PlannedChanges {
        PlannedChanges(since: last?.id, operators: operators, releases: releases)
    }

    /// The ledger's image of a destination, if this configuration wants it.
    private func wanted(_ destination: PlacedName) -> TargetLedger.Entry? {
        ledger.entries[destination].flatMap { $0.wantedBy.contains(path) && !$0.isLeftover ? $0 : nil }
    }

    private var operators: [OperatorChange] {
        let before = ledger.records.catalogs.filter { wanted($0.destination) != nil }
        let earlier = Dictionary(before.map { ($0.destination, $0) }, uniquingKeysWith: { first, _ in first })
        let later = Dictionary(catalogs.map { ($0.destination, $0) }, uniquingKeysWith: { first, _ in first })
        let present = Set(placed.map(\.destination))
        return Set(earlier.keys).union(later.keys).sorted().flatMap { destination -> [OperatorChange] in
            let (old, new) = (earlier[destination], later[destination])
            // What a catalog offered is not known if it was applied by an earlier version, or is not read now.
            if old == nil, wanted(destination) != nil { return [] }
            if new == nil, present.contains(destination) { return [] }
            return changes(from: old, to: new, in: destination)
        }
    }

    private func changes(
        from old: CatalogRecord?,
        to new: CatalogRecord?,
        in catalog: PlacedName
    ) -> [OperatorChange] {
        let hasNewBase = old != nil && new != nil && old?.base != new?.base
        let earlier = Dictionary(old?.packages.map { ($0.name, $0) } ?? [], uniquingKeysWith: { first, _ in first })
        let later = Dictionary(new?.packages.map { ($0.name, $0) } ?? [], uniquingKeysWith: { first, _ in first })
        return Set(earlier.keys).union(later.keys).sorted().compactMap { name in
            let (before, after) = (earlier[name], later[name])
            let channels = OperatorChange.Channel.changes(from: before?.channels ?? [], to: after?.channels ?? [])
            let defaults = (before: before?.defaultChannel, after: after?.defaultChannel)
            guard !channels.isEmpty || before == nil || after == nil || defaults.before != defaults.after else {
                return nil
            }
            let kind: OperatorChange.Kind = before == nil ? .added : after == nil ? .removed : .changed
            // Where both changed, it is the configuration that asks for other operators or channels.
            let isOther = kind != .changed || Self.names(before) != Self.names(after)
            let isAsked = isOther && rule.asksAnew || old != nil && new != nil && !hasNewBase
            return OperatorChange(
                name,
                in: catalog,
                kind,
                because: isAsked ? .configuration : hasNewBase ? .upstream : rule.general,
                defaults: defaults,
                channels: channels
            )
        }
    }

    private static func names(_ package: CatalogRecord.Package?) -> [String]? { package?.channels.map(\.name) }

    private var releases: [ReleaseChange] {
        let old = ledger.entries.values.filter { wanted($0.image.destination) != nil }.compactMap(\.image.release)
        let earlier = Self.versions(old)
        let later = Self.versions(placed.compactMap(\.release))
        return Set(earlier.keys).union(later.keys).sorted().compactMap { architecture in
            let before = earlier[architecture] ?? []
            let after = later[architecture] ?? []
            guard before != after else { return nil }
            return ReleaseChange(
                architecture: architecture,
                because: rule.general,
                added: Self.sorted(after.subtracting(before)),
                dropped: Self.sorted(before.subtracting(after)),
                staying: after.intersection(before).count
            )
        }
    }

    private static func versions(_ releases: [ReleaseFacts]) -> [String: Set<String>] {
        Dictionary(grouping: releases, by: \.architecture).mapValues { Set($0.map(\.version)) }
    }

    /// Versions in their order, 4.15.9 before 4.15.11.
    static func sorted(_ versions: Set<String>) -> [String] {
        versions.sorted { left, right in
            guard let first = try? SemanticVersion(left), let second = try? SemanticVersion(right), first != second
            else { return naturallyPrecedes(left, right) }
            return first < second
        }
    }
}
