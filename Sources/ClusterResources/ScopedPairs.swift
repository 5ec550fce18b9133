// SPDX-License-Identifier: Apache-2.0

import OCI

/// Pairs with the entries that serve them, such that a cluster finds every image.
///
/// Of several entries, a cluster uses the one with the longest source, whatever pulls the entry is for. So an entry for a
/// repository could hide the entry for the repositories around it, and an entry for pulls by tag one for pulls by digest.
/// Each pair that the entries would not lead to its place gets an entry of its own.
struct ScopedPairs {
    /// How clusters pull an image: entries serve one of the two.
    enum Pull: Hashable {
        case digest, tag
    }

    /// A source of entries, for one of the pulls.
    private struct Entry: Hashable {
        let source: String
        let pull: Pull
    }

    /// The scope of each pair, in the order of the pairs.
    private(set) var scopes: [MirrorScope]
    private let pairs: [MirrorPair]
    private let pulls: [[Pull]]

    /// Chooses entries; without `pulls`, entries are for pulls by digest, and serve every pair.
    init(
        _ pairs: [MirrorPair],
        pulls: (MirrorPair) -> [Pull] = { _ in [.digest] },
        scoping: (MirrorPair) -> MirrorScoping
    ) {
        self.pairs = pairs
        self.pulls = pairs.map(pulls)
        scopes = pairs.map { MirrorScope($0, scoping($0)) }
        // Each round gives at least one more pair an entry of its own.
        while narrowHidden() {}
    }

    /// Gives an entry of its own to each pair that the entries miss; returns whether there was one.
    private mutating func narrowHidden() -> Bool {
        var sources: Set<String> = []
        var mirrors: [Entry: Set<String>] = [:]
        for (scope, pulls) in zip(scopes, pulls) where !pulls.isEmpty {
            sources.insert(scope.source)
            for pull in pulls { mirrors[Entry(source: scope.source, pull: pull), default: []].insert(scope.mirror) }
        }
        var changed = false
        for (index, pair) in pairs.enumerated() {
            guard !pulls[index].allSatisfy({ Self.leads(pair, $0, by: sources, mirrors) }) else { continue }
            scopes[index] = MirrorScope(pair, .repository)
            changed = true
        }
        return changed
    }

    /// Whether the entry with the longest source leads a pull to the pair's destination.
    private static func leads(
        _ pair: MirrorPair,
        _ pull: Pull,
        by sources: Set<String>,
        _ mirrors: [Entry: Set<String>]
    ) -> Bool {
        let destination = pair.destination.repository.description
        var source = pair.origin.repository.description[...]
        var rest = ""
        while true {
            if sources.contains(String(source)) {
                let found = mirrors[Entry(source: String(source), pull: pull)] ?? []
                return found.contains { "\($0)\(rest)" == destination }
            }
            guard let slash = source.lastIndex(of: "/") else { return false }
            rest = source[slash...] + rest
            source = source[..<slash]
        }
    }
}
