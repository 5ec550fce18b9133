// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// The updates between releases: the path that was proven, its risks, and the releases that come and go.
struct ReleaseFigure {
    let figure: GraphFigure

    /// Draws a path, with the change of the releases of its processor.
    init(_ path: UpgradePath, change: ReleaseChange?, id: String) {
        let added = Set(change?.added ?? [])
        var nodes = [Self.node(path.from, isMissing: false, added)]
        var edges: [GraphFigure.Edge] = []
        for (index, hop) in path.hops.enumerated() {
            nodes.append(Self.node(hop.version, isMissing: !hop.isSelected, added))
            let risks = hop.risks.isEmpty ? "" : counted(hop.risks.count, "risk")
            edges.append(.init(from: index, to: index + 1, style: risks.isEmpty ? "" : "risk", label: risks))
        }
        let onPath = Set([path.from] + path.hops.map(\.version))
        nodes += added.subtracting(onPath).sorted(by: naturallyPrecedes).map { Self.node($0, isMissing: false, added) }
        let dropped = (change?.dropped ?? []).filter { !onPath.contains($0) }
        nodes += dropped.map { GraphFigure.Node(label: "− \($0)", name: "\($0): dropped", role: .minus) }
        figure = GraphFigure(
            id: id,
            title: "Updates of \(path.subject) from \(path.from) to \(path.to)",
            description: "The path goes through \(counted(path.hops.count, "update")); the list below has each one.",
            nodes: nodes,
            edges: edges,
            legend: """
                + added, − dropped, no sign: kept. Arrows are the updates of the proven path\
                \(edges.contains { !$0.label.isEmpty } ? "; a dashed arrow has risks for some clusters" : "").
                """
        )
    }

    private static func node(_ version: String, isMissing: Bool, _ added: Set<String>) -> GraphFigure.Node {
        if isMissing {
            return .init(label: "\(version) (missing)", name: "\(version): not in the mirror set", role: .gap)
        }
        guard added.contains(version) else { return .init(label: version, name: version, role: .plain) }
        return .init(label: "+ \(version)", name: "\(version): added", role: .plus)
    }
}

extension UpgradePath {
    /// The product, unless it is OpenShift, and the processor.
    var subject: String { product == "ocp" ? architecture : "\(product) \(architecture)" }
}
