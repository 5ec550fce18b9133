// SPDX-License-Identifier: Apache-2.0

/// Decides which entries of a channel are kept for a range of wanted versions.
///
/// The kept part of the update chain begins at the lowest entry that leads to all wanted entries. It ends at the last
/// entry that leads to any wanted entry. Entries between them are kept even if they are not wanted, and so are the
/// wanted entries that they skip. `oc-mirror` v2 decides in the same way. If `opm` would call a kept entry stranded,
/// because only entries outside this part skip it, those are kept as well.
struct RangeRule: Sendable {
    /// The maximum number of extensions: newer entries may need still newer ones, but real channels need few.
    private static let mostExtensions = 16

    /// The names of the kept entries.
    let kept: [String]

    init(_ graph: ChannelGraph, _ channel: CatalogChannel, isWanted: (String) -> Bool) {
        let names = Set(channel.entries.map(\.name))
        let chain = Array(graph.chain.reversed())
        let wantedSkips = chain.map { link in link.skips.filter { names.contains($0) && isWanted($0) } }
        var seen: Set<String> = []
        // The number of wanted entries at or below each link of the chain; each counts at its lowest place.
        let counts = zip(chain, wantedSkips).map { link, skips in
            if isWanted(link.name) { seen.insert(link.name) }
            seen.formUnion(skips)
            return seen.count
        }
        guard let total = counts.last, total > 0, let lowestHead = counts.firstIndex(of: total),
            let tail = counts.firstIndex(where: { $0 > 0 })
        else {
            kept = []
            return
        }
        func links(upTo head: Int) -> [String] {
            var taken: Set<String> = []
            return (tail...head).reversed().flatMap { [chain[$0].name] + wantedSkips[$0] }
                .filter { taken.insert($0).inserted }
        }
        var head = lowestHead
        for _ in 0...Self.mostExtensions {
            let candidate = links(upTo: head)
            let stranded = Self.stranded(Set(candidate), of: channel)
            guard !stranded.isEmpty else {
                kept = candidate
                return
            }
            // For each one the nearest entry that skips it, and of these the highest.
            var missing = Set(stranded)
            let skippers = chain.indices.dropFirst(head + 1).filter { index in
                chain[index].skips.reduce(false) { found, name in missing.remove(name) != nil || found }
            }
            guard let highest = skippers.last else { break }
            head = highest
        }
        // The entries that skip the rest are beside the chain. The whole channel is valid, if the channel is.
        kept = graph.stranded.isEmpty ? channel.entries.map(\.name) : links(upTo: lowestHead)
    }

    private static func stranded(_ names: Set<String>, of channel: CatalogChannel) -> [String] {
        let entries = channel.entries.filter { names.contains($0.name) }
        return ChannelGraph(CatalogChannel(name: channel.name, entries: entries)).stranded
    }
}
