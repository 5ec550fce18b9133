// SPDX-License-Identifier: Apache-2.0

/// Commits with their parents and times: the part of a history that a repository has.
struct CommitGraph: Sendable, Equatable {
    struct Node: Sendable, Equatable {
        /// The known parents; those that a shallow clone lacks are left out.
        let parents: [String]
        /// Seconds since 1970.
        let time: Int64
    }

    private(set) var nodes: [String: Node] = [:]

    mutating func add(_ id: String, _ node: Node) { nodes[id] = node }

    func has(_ id: String) -> Bool { nodes[id] != nil }

    func parents(of id: String) -> [String] { nodes[id]?.parents ?? [] }

    /// All commits, each before its parents, newer ones first where that leaves a choice.
    var ordered: [String] {
        var children: [String: Int] = [:]
        for node in nodes.values { for parent in node.parents { children[parent, default: 0] += 1 } }
        // Sorted so that the next one is the last.
        var ready = nodes.keys.filter { children[$0] == nil }.sorted(by: isBefore)
        var order: [String] = []
        order.reserveCapacity(nodes.count)
        while let id = ready.popLast() {
            order.append(id)
            for parent in parents(of: id) {
                let left = (children[parent] ?? 0) - 1
                children[parent] = left
                guard left == 0, has(parent) else { continue }
                ready.insert(parent, at: place(for: parent, in: ready))
            }
        }
        return order
    }

    private func place(for id: String, in ready: [String]) -> Int {
        var range = ready.indices
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range = isBefore(ready[middle], id) ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }

    /// Older commits stand before newer ones; equal times are ordered by name, so that the order is always the same.
    private func isBefore(_ left: String, _ right: String) -> Bool {
        (nodes[left]?.time ?? 0, left) < (nodes[right]?.time ?? 0, right)
    }
}
