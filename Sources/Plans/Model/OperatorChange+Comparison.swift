// SPDX-License-Identifier: Apache-2.0

extension OperatorChange.Channel {
    /// The channels that two states of an operator have differently, sorted by name.
    package static func changes(
        from old: [CatalogRecord.Channel],
        to new: [CatalogRecord.Channel]
    ) -> [OperatorChange.Channel] {
        let earlier = Dictionary(old.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let later = Dictionary(new.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return Set(earlier.keys).union(later.keys).sorted().compactMap { name in
            let (before, after) = (earlier[name], later[name])
            // A catalog that is mirrored whole is recorded without entries.
            let isComparable = before?.entries.isEmpty != true && after?.entries.isEmpty != true
            let added = isComparable ? after?.entries(besides: before) ?? [] : []
            let removed = isComparable ? before?.entries(besides: after) ?? [] : []
            guard before == nil || after == nil || before?.head != after?.head || !added.isEmpty || !removed.isEmpty
            else { return nil }
            return OperatorChange.Channel(
                name: name,
                kind: before == nil ? .added : after == nil ? .removed : .changed,
                heads: (before: before?.headEntry, after: after?.headEntry),
                added: added,
                removed: removed
            )
        }
    }
}

extension CatalogRecord.Channel {
    /// The bundle that clusters get.
    fileprivate var headEntry: CatalogEntry? {
        head.map { head in entries.first { $0.name == head } ?? CatalogEntry(name: head) }
    }

    /// The entries that another state of the channel does not have.
    fileprivate func entries(besides other: CatalogRecord.Channel?) -> [CatalogEntry] {
        let names = Set(other?.entries.map(\.name) ?? [])
        return entries.filter { !names.contains($0.name) }
    }
}
