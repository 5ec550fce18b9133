// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import GraphLayout
import Plans
import Reviews

/// The updates of a channel: what stays, comes and goes.
struct ChannelFigure {
    let figure: GraphFigure

    init(_ channel: ReviewedCatalog.Channel, of package: String, id: String) {
        let names = Dictionary(
            channel.entries.enumerated().map { ($1.entry.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var replacing: [GraphFigure.Edge] = []
        var skipping: [GraphFigure.Edge] = []
        for (index, entry) in channel.entries.enumerated() {
            if let earlier = entry.entry.replaces.flatMap({ names[$0] }), earlier != index {
                replacing.append(.init(from: earlier, to: index))
            }
            for earlier in (entry.entry.skips ?? []).compactMap({ names[$0] })
            where earlier != index && earlier != entry.entry.replaces.flatMap({ names[$0] }) {
                skipping.append(.init(from: earlier, to: index, style: "second"))
            }
        }
        let all = replacing + skipping
        let states = channel.entries.map(\.state)
        figure = GraphFigure(
            id: id,
            title: "Channel \(channel.name) of \(package)",
            description: """
                \(counted(states.count, "bundle")): \(states.count { $0 == .kept }) kept, \
                \(states.count { $0 == .added }) added, \(states.count { $0 == .dropped }) dropped; \
                the table below has each one.
                """,
            nodes: channel.entries.map { entry in
                GraphFigure.Node(
                    label:
                        "\(entry.state.sign)\(entry.entry.version ?? entry.entry.name)\(entry.isHead ? " (head)" : "")",
                    name: "\(entry.entry.name): \(entry.state.rawValue)",
                    role: entry.state.role
                )
            },
            // A drawing with every skip may be unreadable where one of the updates alone is not.
            edges: all.count > DirectedGraph.edgeLimit ? replacing : all,
            legend: """
                + added, − dropped, no sign: kept. An arrow leads from a bundle to the one that replaces it\
                \(skipping.isEmpty ? "" : ", a dashed arrow to one that skips it").
                """
        )
    }
}

extension ReviewedCatalog.State {
    /// What stands before a name; it tells the state without a colour.
    var sign: String {
        switch self {
        case .kept: ""
        case .added: "+ "
        case .dropped: "− "
        }
    }

    fileprivate var role: GraphFigure.Role {
        switch self {
        case .kept: .plain
        case .added: .plus
        case .dropped: .minus
        }
    }
}
