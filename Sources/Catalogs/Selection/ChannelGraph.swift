// SPDX-License-Identifier: Apache-2.0

/// The updates of a channel: the order of its entries, its heads, and its problems.
///
/// The rules are those of OLM and `opm`; `skipRange` plays no part in them. An entry may replace or skip names that
/// are not entries. Time grows with the number of entries and of their replaced and skipped names, however dense the
/// graph is.
package struct ChannelGraph: Sendable {
    /// The entries that no other one replaces or skips, sorted.
    package let heads: [String]
    /// The head, the entry it replaces, and so on down to the last entry; empty if there is a problem.
    package let chain: [ChannelEntry]
    /// The reasons why the channel has no order; empty for a valid one.
    package let problems: [ChannelProblem]
    /// Entries that no entry skips and that are not on the chain, sorted: `opm` refuses to serve them.
    ///
    /// For `opm` the chain ends before the first entry that another one skips.
    package let stranded: [String]

    package init(_ channel: CatalogChannel) {
        let nodes = Nodes(channel.entries)
        let heads = nodes.heads
        var problems = nodes.problems
        if channel.entries.isEmpty {
            problems.append(.noEntries)
        } else if heads.count != 1 {
            problems.append(heads.isEmpty ? .noHead : .severalHeads(heads))
        }
        if let cycle = nodes.cycle { problems.append(.cycle(cycle)) }
        let chain = problems.isEmpty ? nodes.chain(from: heads[0]) : []
        self.heads = heads
        self.chain = chain
        self.problems = problems
        stranded = problems.isEmpty ? nodes.stranded(chain) : []
    }

    /// The newest entry, if there is exactly one and the channel is valid.
    package var head: ChannelEntry? { chain.first }
}

/// The entries of a channel, numbered in the order of their names, and the entries that each leads to.
private struct Nodes {
    private let names: [String]
    private let entries: [String: ChannelEntry]
    /// The entries that each one replaces or skips; names that are not entries are left out, and so is the entry
    /// itself.
    private let edges: [[Int]]
    /// The problems of single entries.
    let problems: [ChannelProblem]

    init(_ all: [ChannelEntry]) {
        var problems: [ChannelProblem] = []
        var numbers: [String: Int] = [:]
        let names = Set(all.map(\.name)).sorted()
        for (number, name) in names.enumerated() { numbers[name] = number }
        var edges = [[Int]](repeating: [], count: names.count)
        var entries: [String: ChannelEntry] = [:]
        var duplicates: Set<String> = []
        for entry in all {
            if entries.updateValue(entry, forKey: entry.name) != nil { duplicates.insert(entry.name) }
            if entry.replaces == entry.name { problems.append(.replacesItself(entry.name)) }
            if entry.skips.contains(entry.name) { problems.append(.skipsItself(entry.name)) }
            guard let number = numbers[entry.name] else { continue }
            let targets = ([entry.replaces].compactMap(\.self) + entry.skips).compactMap { numbers[$0] }
            edges[number] += targets.filter { $0 != number }
        }
        self.names = names
        self.entries = entries
        self.edges = edges
        self.problems = duplicates.sorted().map(ChannelProblem.duplicateEntry) + problems
    }

    var heads: [String] {
        var isHead = [Bool](repeating: true, count: names.count)
        for target in edges.joined() { isHead[target] = false }
        return zip(names, isHead).filter(\.1).map(\.0)
    }

    /// A cycle of updates, which does not depend on the order of the entries; `nil` if the updates have no cycle.
    var cycle: [String]? {
        enum State { case unseen, open, done }
        var states = [State](repeating: .unseen, count: names.count)
        for start in names.indices where states[start] == .unseen {
            var path = [(node: start, next: 0)]
            states[start] = .open
            while let (node, next) = path.last {
                guard next < edges[node].count else {
                    states[node] = .done
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let target = edges[node][next]
                switch states[target] {
                case .unseen:
                    states[target] = .open
                    path.append((target, 0))
                case .open:
                    return path.drop { $0.node != target }.map { names[$0.node] }
                case .done: break
                }
            }
        }
        return nil
    }

    /// Follows what entries replace; only for a channel without a cycle.
    func chain(from head: String) -> [ChannelEntry] {
        Array(
            sequence(state: head as String?) { name in
                let entry = name.flatMap { entries[$0] }
                name = entry?.replaces
                return entry
            }
        )
    }

    func stranded(_ chain: [ChannelEntry]) -> [String] {
        let skipped = Set(entries.values.flatMap(\.skips))
        let reached = Set(chain.prefix { !skipped.contains($0.name) }.map(\.name))
        return names.filter { !reached.contains($0) && !skipped.contains($0) }
    }
}
