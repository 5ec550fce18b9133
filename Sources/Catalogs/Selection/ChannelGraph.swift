// SPDX-License-Identifier: Apache-2.0

/// The updates of a channel: which entry comes after which, where they end, and what is wrong with them.
///
/// The rules are those that OLM and `opm` apply; `skipRange` has no part in them. What an entry replaces or skips need
/// not be an entry itself. Time grows with the entries and with what they replace and skip, however dense that is.
package struct ChannelGraph: Sendable {
    /// The entries that no other one replaces or skips, sorted.
    package let heads: [String]
    /// The head, what it replaces, and so on down to the last that is an entry; empty where there is a problem.
    package let chain: [ChannelEntry]
    /// Why the channel has no order; none for a good one.
    package let problems: [ChannelProblem]
    /// Entries that are neither on the chain nor skipped by any entry, sorted: `opm` refuses to serve them.
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
        stranded = problems.isEmpty ? nodes.stranded(besides: chain) : []
    }

    /// The entry that ends the updates, if there is exactly one and the channel is in order.
    package var head: ChannelEntry? { chain.first }
}

/// The entries of a channel by their number in the order of their names, and what each leads to.
private struct Nodes {
    private let names: [String]
    private let entries: [String: ChannelEntry]
    /// The entries that each one replaces or skips; what is no entry is left out, and so is the entry itself.
    private let edges: [[Int]]
    /// What a single entry shows to be wrong.
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

    /// A circle of updates, if there is one; the same for whatever order the entries have.
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

    /// Follows what entries replace; only where there is no circle.
    func chain(from head: String) -> [ChannelEntry] {
        Array(
            sequence(state: head as String?) { name in
                let entry = name.flatMap { entries[$0] }
                name = entry?.replaces
                return entry
            }
        )
    }

    func stranded(besides chain: [ChannelEntry]) -> [String] {
        let reached = Set(chain.map(\.name)).union(entries.values.flatMap(\.skips))
        return names.filter { !reached.contains($0) }
    }
}
