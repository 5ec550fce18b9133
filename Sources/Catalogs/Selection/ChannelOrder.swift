// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration

/// The entries of a channel, each after those that replace or skip it, and otherwise the highest version first.
///
/// A cycle of updates is cut before its highest version.
struct ChannelOrder: Sendable {
    let entries: [ChannelEntry]

    init(_ channel: CatalogChannel, _ versions: PackageVersions) {
        var seen: Set<String> = []
        let unique = channel.entries.filter { seen.insert($0.name).inserted }
        let ranked = unique.sorted { left, right in
            switch (versions[left.name], versions[right.name]) {
            case (let first?, let second?) where first != second: first > second
            case (.some, nil): true
            case (nil, .some): false
            // Re-releases of one version differ in their build metadata.
            default: left.name > right.name
            }
        }
        let numbers = Dictionary(uniqueKeysWithValues: ranked.enumerated().map { ($1.name, $0) })
        let edges = ranked.enumerated().map { number, entry in
            ([entry.replaces].compactMap(\.self) + entry.skips).compactMap { numbers[$0] }.filter { $0 != number }
        }
        entries = Self.order(edges).map { ranked[$0] }
    }

    /// Orders numbers so that each comes before those that it leads to, and otherwise the lowest first.
    private static func order(_ edges: [[Int]]) -> [Int] {
        var waitingFor = [Int](repeating: 0, count: edges.count)
        for target in edges.joined() { waitingFor[target] += 1 }
        var isPlaced = [Bool](repeating: false, count: edges.count)
        // Descending, so that the next one is the last.
        var ready = edges.indices.filter { waitingFor[$0] == 0 }.reversed() as [Int]
        var firstUnplaced = 0
        var order: [Int] = []
        while order.count < edges.count {
            while firstUnplaced < edges.count, isPlaced[firstUnplaced] { firstUnplaced += 1 }
            let next = ready.popLast() ?? firstUnplaced
            guard !isPlaced[next] else { continue }
            isPlaced[next] = true
            order.append(next)
            for target in edges[next] {
                waitingFor[target] -= 1
                guard waitingFor[target] == 0, !isPlaced[target] else { continue }
                ready.insert(target, at: ready.firstIndex { $0 < target } ?? ready.endIndex)
            }
        }
        return order
    }
}
