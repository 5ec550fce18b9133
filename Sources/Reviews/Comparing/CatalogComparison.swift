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
        let channels = OperatorChange.Channel.changes(from: before?.channels ?? [], to: after?.channels ?? [])
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

    private static func named<Value>(_ values: [Value], by name: (Value) -> String) -> [String: Value] {
        Dictionary(values.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
    }
}
