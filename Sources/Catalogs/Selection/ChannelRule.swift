// SPDX-License-Identifier: Apache-2.0

/// What is wanted of one channel.
enum ChannelRule: Sendable {
    /// Every entry.
    case everything
    /// The head and nothing else.
    case head
    /// What the range rule keeps for the sake of these versions.
    case range(VersionBounds)
    /// One bundle and nothing else, wherever there is an entry of that name.
    case exact(bundle: String, VersionBounds)
    /// The bundles that the configuration names.
    case bundles(Set<String>)

    /// The bounds that decide, if any do.
    var bounds: VersionBounds? {
        switch self {
        case .range(let bounds), .exact(_, let bounds): bounds
        case .everything, .head, .bundles: nil
        }
    }

    /// Whether the rule follows updates, so that the channel has to be in order.
    var needsOrder: Bool {
        switch self {
        case .everything, .head, .range: true
        case .exact, .bundles: false
        }
    }

    /// Returns the names of the entries that are kept, sorted.
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
