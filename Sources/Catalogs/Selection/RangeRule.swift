// SPDX-License-Identifier: Apache-2.0

/// Decides which entries of a channel are kept for the sake of those that are wanted.
///
/// Kept is what lies on the chain of updates from the lowest entry that leads to everything wanted down to the last that
/// leads to anything wanted, also where it is not wanted itself; and what is wanted of the entries that these skip.
/// (Reference §3.5, which decides as `oc-mirror` does.)
struct RangeRule: Sendable {
    /// The names of the kept entries, newest first, each followed by what it skips.
    let kept: [String]

    init(_ graph: ChannelGraph, _ channel: CatalogChannel, isWanted: (String) -> Bool) {
        let names = Set(channel.entries.map(\.name))
        var seen: Set<String> = []
        // How many wanted entries lie at or below each link of the chain, each counted at the lowest place.
        var counts: [Int] = []
        for link in graph.chain.reversed() {
            for name in [link.name] + link.skips where names.contains(name) && isWanted(name) { seen.insert(name) }
            counts.append(seen.count)
        }
        guard let total = counts.last, total > 0, let head = counts.firstIndex(of: total),
            let tail = counts.firstIndex(where: { $0 > 0 })
        else {
            kept = []
            return
        }
        let links = graph.chain.reversed()[...].dropFirst(tail).prefix(head - tail + 1).reversed()
        var taken: Set<String> = []
        kept = links.flatMap { link in
            ([link.name] + link.skips.filter { names.contains($0) && isWanted($0) })
                .filter { taken.insert($0).inserted }
        }
    }
}
