// SPDX-License-Identifier: Apache-2.0

import OCI

/// Pairs with the entries that serve them, such that a cluster finds every image.
///
/// Of several entries, a cluster uses the one with the longest source. So an entry for a repository could hide the entry
/// for the repositories around it. Each pair that the entries would not lead to its place gets an entry of its own.
struct ScopedPairs {
    /// The scope of each pair, in the order of the pairs.
    private(set) var scopes: [MirrorScope]
    private let pairs: [MirrorPair]

    init(_ pairs: [MirrorPair], scoping: (MirrorPair) -> MirrorScoping) {
        self.pairs = pairs
        scopes = pairs.map { MirrorScope($0, scoping($0)) }
        // Each round gives at least one more pair an entry of its own.
        while narrowHidden() {}
    }

    /// Gives an entry of its own to each pair that the entries miss; returns whether there was one.
    private mutating func narrowHidden() -> Bool {
        var mirrors: [String: Set<String>] = [:]
        for scope in scopes { mirrors[scope.source, default: []].insert(scope.mirror) }
        var changed = false
        for (index, pair) in pairs.enumerated() where !Self.leads(pair, by: mirrors) {
            scopes[index] = MirrorScope(pair, .repository)
            changed = true
        }
        return changed
    }

    /// Whether the entry with the longest source leads a pull to the pair's destination.
    private static func leads(_ pair: MirrorPair, by mirrors: [String: Set<String>]) -> Bool {
        let destination = pair.destination.repository.description
        var source = pair.origin.repository.description[...]
        var rest = ""
        while true {
            if let found = mirrors[String(source)] { return found.contains { "\($0)\(rest)" == destination } }
            guard let slash = source.lastIndex(of: "/") else { return false }
            rest = source[slash...] + rest
            source = source[..<slash]
        }
    }
}
