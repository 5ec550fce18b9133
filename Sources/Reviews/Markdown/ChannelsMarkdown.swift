// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// The channels that change, as a graph for each operator.
struct ChannelsMarkdown {
    let catalogs: [ReviewedCatalog]

    /// The most operators that are drawn.
    private static let most = 8
    /// The most bundles of a channel that are drawn: those that change and those beside them.
    private static let entryLimit = 12

    func lines(within limit: Int) -> [String] {
        let changed = catalogs.flatMap { catalog in
            catalog.packages.map { package in
                (
                    catalog: catalog.destination, name: package.name,
                    channels: package.channels.filter { $0.entries.contains { $0.state != .kept } }
                )
            }
        }.filter { !$0.channels.isEmpty }
        guard !changed.isEmpty else { return [] }
        let shown = MarkdownList.fitting(changed, within: limit, most: Self.most) { package in
            ["Operator \(MarkdownText.code(package.name)) of \(MarkdownText.code(package.catalog))", ""]
                + graph(of: package.channels).lines + [""]
        }
        let lines = shown + MarkdownList.rest(changed.count - shown.count)
        return ["## Channels", ""] + MarkdownList.folded("The channels that change, drawn", lines)
    }

    private func graph(of channels: [ReviewedCatalog.Channel]) -> MermaidGraph {
        var graph = MermaidGraph()
        let share = max(3, min(Self.entryLimit, MermaidGraph.nodeLimit / channels.count))
        for channel in channels.prefix(MermaidGraph.nodeLimit / share) {
            graph.group(channel.name) { graph in draw(channel, most: share, in: &graph) }
        }
        return graph
    }

    private func draw(_ channel: ReviewedCatalog.Channel, most: Int, in graph: inout MermaidGraph) {
        let shown = Self.choice(of: channel.entries, most: most)
        var nodes: [String: Int] = [:]
        for entry in shown {
            let remarks = [entry.isHead ? "head" : nil, entry.state == .kept ? nil : entry.state.remark]
            let remark = remarks.compactMap(\.self).joined(separator: ", ")
            nodes[entry.entry.name] = graph.node(
                entry.entry.shown,
                remark: remark.isEmpty ? "" : " (\(remark))",
                entry.state.look
            )
        }
        for entry in shown {
            guard let node = nodes[entry.entry.name] else { continue }
            if let replaced = entry.entry.replaces.flatMap({ nodes[$0] }), replaced != node {
                graph.edge(replaced, node)
            }
            for skipped in entry.entry.skips ?? [] where skipped != entry.entry.replaces {
                if let from = nodes[skipped], from != node { graph.edge(from, node, isDashed: true) }
            }
        }
        let rest = channel.entries.count - shown.count
        if rest > 0 { _ = graph.node("\(rest) more", .kept) }
    }

    /// The entries that change, the heads, and then the newest of the others, in their order.
    private static func choice(of entries: [ReviewedCatalog.Entry], most: Int) -> [ReviewedCatalog.Entry] {
        guard entries.count > most else { return entries }
        let ranked = entries.indices.sorted { left, right in
            let ranks = [left, right].map { entries[$0].isHead ? 0 : entries[$0].state != .kept ? 1 : 2 }
            return (ranks[0], right) < (ranks[1], left)
        }
        return ranked.prefix(most - 1).sorted().map { entries[$0] }
    }
}

extension ReviewedCatalog.State {
    fileprivate var look: MermaidGraph.Look {
        switch self {
        case .kept: .kept
        case .added: .added
        case .dropped: .dropped
        }
    }

    fileprivate var remark: String { self == .added ? "new" : rawValue }
}
