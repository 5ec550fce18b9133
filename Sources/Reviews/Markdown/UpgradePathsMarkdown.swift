// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// The updates that lead clusters from the lowest release to the highest: a graph for each path, and the risks.
struct UpgradePathsMarkdown {
    let paths: [UpgradePath]

    /// The most paths that are drawn.
    private static let most = 8

    func lines(within limit: Int) -> [String] {
        guard !paths.isEmpty else { return [] }
        let shown = MarkdownList.fitting(paths, within: limit, most: Self.most, lines: lines)
        return ["## Upgrade paths", ""] + shown.map { [$0] }.joined(separator: [""])
            + MarkdownList.rest(paths.count - shown.count)
    }

    private func lines(of path: UpgradePath) -> [String] {
        let name = path.product == "ocp" ? path.architecture : "\(path.product) \(path.architecture)"
        let ends = "\(MarkdownText.code(path.from)) to \(MarkdownText.code(path.to))"
        guard !path.hops.isEmpty else { return ["For \(MarkdownText.code(name)): \(ends): **no path is known**"] }
        let gaps = path.hops.filter { !$0.isSelected }.map(\.version)
        let missing = gaps.isEmpty ? "" : "; **not in the set:** \(MarkdownText.codes(gaps))"
        let risks = path.hops.flatMap { hop in hop.risks.map { (version: hop.version, risk: $0) } }
        return ["For \(MarkdownText.code(name)): \(ends)\(missing)", ""] + graph(of: path).lines
            + (risks.isEmpty ? [] : [""])
            + MarkdownList.lines(risks, within: 3000, most: 12) { version, risk in
                let url = risk.url.isEmpty ? "" : " (\(MarkdownText.code(risk.url)))"
                return [
                    "* risk of \(MarkdownText.code(version)): \(MarkdownText.code(risk.name))\(url) "
                        + MarkdownText.prose(risk.message)
                ]
            }
    }

    private func graph(of path: UpgradePath) -> MermaidGraph {
        var graph = MermaidGraph()
        var last = graph.node(path.from, .kept)
        let hops = path.hops.suffix(MermaidGraph.nodeLimit - 2)
        if hops.count < path.hops.count {
            let more = graph.node("\(path.hops.count - hops.count) more", .kept)
            graph.edge(last, more)
            last = more
        }
        for hop in hops {
            let node = graph.node(
                hop.version,
                remark: hop.isSelected ? "" : " (not in the set)",
                hop.isSelected ? .kept : .dropped
            )
            let risks = hop.risks.isEmpty ? "" : counted(hop.risks.count, "risk")
            graph.edge(last, node, remark: risks, isDashed: !hop.risks.isEmpty)
            last = node
        }
        return graph
    }
}
