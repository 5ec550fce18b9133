// SPDX-License-Identifier: Apache-2.0

/// The rule for the wanted entries of a channel.
enum ChannelRule: Sendable {
    /// Every entry.
    case everything
    /// Only the head.
    case head
    /// The entries that the range rule keeps for these versions.
    case range(VersionBounds)
    /// Only one bundle, in every channel that has an entry with its name.
    case exact(bundle: String, VersionBounds)
    /// The bundles that the configuration names.
    case bundles(Set<String>)

    /// The bounds of the rule, if it has any.
    var bounds: VersionBounds? {
        switch self {
        case .range(let bounds), .exact(_, let bounds): bounds
        case .everything, .head, .bundles: nil
        }
    }

    /// Whether the rule follows updates, so that the channel must be valid.
    var needsOrder: Bool {
        switch self {
        case .everything, .head, .range: true
        case .exact, .bundles: false
        }
    }

    /// Returns the names of the kept entries, sorted.
    func kept(of channel: CatalogChannel, _ graph: ChannelGraph, _ isInRange: (String, VersionBounds) -> Bool)
        -> [String]
    {
        let names: [String] =
            switch self {
            case .everything: channel.entries.map(\.name)
            case .head: graph.head.map { [$0.name] } ?? []
            case .range(let bounds): RangeRule(graph, channel) { isInRange($0, bounds) }.kept
            case .exact(let bundle, _): channel.entries.map(\.name).filter { $0 == bundle }
            case .bundles(let wanted): channel.entries.map(\.name).filter(wanted.contains)
            }
        return Set(names).sorted()
    }
}
