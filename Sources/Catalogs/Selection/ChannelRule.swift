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
    /// Only the entries whose versions are in bounds, as oc-mirror v1 decides.
    case within(VersionBounds)
    /// These entries, and what oc-mirror v1 takes from each to the head.
    case rising(from: Set<String>)
    /// The entries that other bundles need.
    case needed(Set<String>)

    /// The bounds of the rule, if it has any.
    var bounds: VersionBounds? {
        switch self {
        case .range(let bounds), .exact(_, let bounds), .within(let bounds): bounds
        case .everything, .head, .bundles, .rising, .needed: nil
        }
    }

    /// Whether the rule follows updates, so that the channel must be valid.
    var needsOrder: Bool {
        switch self {
        case .everything, .head, .range, .rising: true
        case .exact, .bundles, .within, .needed: false
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
            case .bundles(let wanted), .needed(let wanted): channel.entries.map(\.name).filter(wanted.contains)
            case .within(let bounds): channel.entries.map(\.name).filter { isInRange($0, bounds) }
            case .rising(let starts): starts.flatMap { RisingRule(graph, channel, from: $0).kept }
            }
        return Set(names).sorted()
    }
}
