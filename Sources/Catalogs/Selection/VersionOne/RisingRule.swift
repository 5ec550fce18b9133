// SPDX-License-Identifier: Apache-2.0

/// Decides which entries of a channel oc-mirror v1 takes from one entry to the head.
///
/// The ways down from the entry and from the head, by what each replaces, meet at an entry. Everything above it is taken,
/// on whatever branch, and the entry at the beginning itself. What is skipped plays no part in this. Where the two ways do
/// not meet, oc-mirror v1 takes the first entry alone and loses the head. Then this takes the updates between the two as
/// well, by what is skipped.
struct RisingRule: Sendable {
    /// The names of the kept entries, sorted; the head is among them.
    let kept: [String]
    /// Whether oc-mirror v1 takes the head too.
    let isKnownToVersionOne: Bool

    /// Makes the rule for an entry of a valid channel.
    init(_ graph: ChannelGraph, _ channel: CatalogChannel, from start: String) {
        let entries = Dictionary(channel.entries.map { ($0.name, $0) }) { first, _ in first }
        var below: Set<String> = []
        var next: String? = start
        while let name = next, let entry = entries[name], below.insert(name).inserted { next = entry.replaces }
        let ends = Set([start, graph.head?.name].compactMap(\.self))
        guard let meeting = graph.chain.first(where: { below.contains($0.name) })?.name else {
            isKnownToVersionOne = false
            let between = Set(RangeRule(graph, channel, isWanted: ends.contains).kept)
            // If nothing on the way to the head skips the first entry, only the whole channel is valid for certain.
            kept = (ends.isSubset(of: between) ? between : Set(entries.keys)).sorted()
            return
        }
        isKnownToVersionOne = true
        let replacing = Dictionary(grouping: channel.entries.filter { $0.replaces != nil }) { $0.replaces ?? "" }
        var above: Set<String> = []
        var open = [meeting]
        while let name = open.popLast() {
            for entry in replacing[name] ?? [] where above.insert(entry.name).inserted { open.append(entry.name) }
        }
        kept = above.union(ends).sorted()
    }
}
