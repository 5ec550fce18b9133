// SPDX-License-Identifier: Apache-2.0

import Plans

/// What catalogs offer otherwise than before, by their names at the target.
struct CatalogComparison {
    private let before: [String: CatalogRecord]
    private let after: [String: CatalogRecord]

    init(from before: [String: CatalogRecord], to after: [String: CatalogRecord]) {
        self.before = before
        self.after = after
    }

    /// The operators that differ, sorted by catalog and name.
    var operators: [ComparedOperator] {
        Set(before.keys).union(after.keys).sorted().flatMap { catalog in
            let earlier = Self.named(before[catalog]?.packages ?? [], by: \.name)
            let later = Self.named(after[catalog]?.packages ?? [], by: \.name)
            return Set(earlier.keys).union(later.keys).sorted().compactMap { name in
                Self.change(of: name, in: catalog, from: earlier[name], to: later[name])
            }
        }
    }

    private static func change(
        of name: String,
        in catalog: String,
        from before: CatalogRecord.Package?,
        to after: CatalogRecord.Package?
    ) -> ComparedOperator? {
        let channels = channels(from: before?.channels ?? [], to: after?.channels ?? [])
        let isSame = before != nil && after != nil && before?.defaultChannel == after?.defaultChannel
        guard !channels.isEmpty || !isSame else { return nil }
        return ComparedOperator(
            catalog: catalog,
            package: name,
            kind: before == nil ? .added : after == nil ? .removed : .changed,
            defaultBefore: before?.defaultChannel,
            defaultAfter: after?.defaultChannel,
            channels: channels
        )
    }

    private static func channels(
        from before: [CatalogRecord.Channel],
        to after: [CatalogRecord.Channel]
    ) -> [OperatorChange.Channel] {
        let (earlier, later) = (named(before, by: \.name), named(after, by: \.name))
        return Set(earlier.keys).union(later.keys).sorted().compactMap { name in
            let (old, new) = (earlier[name], later[name])
            let added = entries(of: new, besides: old)
            let removed = entries(of: old, besides: new)
            guard old == nil || new == nil || old?.head != new?.head || !added.isEmpty || !removed.isEmpty else {
                return nil
            }
            return OperatorChange.Channel(
                name: name,
                kind: old == nil ? .added : new == nil ? .removed : .changed,
                heads: (before: head(of: old), after: head(of: new)),
                added: added,
                removed: removed
            )
        }
    }

    private static func entries(
        of channel: CatalogRecord.Channel?,
        besides other: CatalogRecord.Channel?
    ) -> [CatalogEntry] {
        let names = Set(other?.entries.map(\.name) ?? [])
        return (channel?.entries ?? []).filter { !names.contains($0.name) }
    }

    private static func head(of channel: CatalogRecord.Channel?) -> CatalogEntry? {
        guard let channel, let head = channel.head else { return nil }
        return channel.entries.first { $0.name == head } ?? CatalogEntry(name: head)
    }

    private static func named<Value>(_ values: [Value], by name: (Value) -> String) -> [String: Value] {
        Dictionary(values.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
    }
}
