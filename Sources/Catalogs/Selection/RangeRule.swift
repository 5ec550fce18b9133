// SPDX-License-Identifier: Apache-2.0

/// Decides which entries of a channel are kept for the sake of those that are wanted.
///
/// Kept is what lies on the chain of updates from the lowest entry that leads to everything wanted down to the last that
/// leads to anything wanted, also where it is not wanted itself; and what is wanted of the entries that these skip.
/// `oc-mirror` v2 decides the same. Where `opm` would call some of that stranded, because only others skip it, these are
/// kept as well.
struct RangeRule: Sendable {
    /// Newer entries may need still newer ones; nobody makes channels in which that goes on for long.
    private static let mostExtensions = 16

    /// The names of the kept entries.
    let kept: [String]

    init(_ graph: ChannelGraph, _ channel: CatalogChannel, isWanted: (String) -> Bool) {
        let names = Set(channel.entries.map(\.name))
        let chain = Array(graph.chain.reversed())
        let wantedSkips = chain.map { link in link.skips.filter { names.contains($0) && isWanted($0) } }
        var seen: Set<String> = []
        // How many wanted entries lie at or below each link of the chain, each counted at the lowest place.
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
            // For each the nearest that skips it, and of these the highest.
            var missing = Set(stranded)
            let skippers = chain.indices.dropFirst(head + 1).filter { index in
                chain[index].skips.reduce(false) { found, name in missing.remove(name) != nil || found }
            }
            guard let highest = skippers.last else { break }
            head = highest
        }
        // What skips the rest lies beside the chain. All that the channel has is in order, if the channel is.
        kept = graph.stranded.isEmpty ? channel.entries.map(\.name) : links(upTo: lowestHead)
    }

    private static func stranded(_ names: Set<String>, of channel: CatalogChannel) -> [String] {
        let entries = channel.entries.filter { names.contains($0.name) }
        return ChannelGraph(CatalogChannel(name: channel.name, entries: entries)).stranded
    }
}
