// SPDX-License-Identifier: Apache-2.0

import GraphLayout

/// A graph with texts, drawn as a figure.
struct GraphFigure {
    /// How a node is drawn; the word, the sign and the border tell it, the colour only repeats it.
    enum Role: String {
        case plain
        case plus, minus
        /// Something that is missing from the mirror.
        case gap
    }

    struct Node {
        let label: String
        /// The whole name, for those who point at it.
        let name: String
        let role: Role
    }

    struct Edge {
        let from: Int
        let to: Int
        /// The class in the style sheet: empty, `second` or `risk`.
        let style: String
        let label: String

        init(from: Int, to: Int, style: String = "", label: String = "") {
            self.from = from
            self.to = to
            self.style = style
            self.label = label
        }
    }

    /// What the elements of the drawing are called; unique on the page.
    let id: String
    let title: String
    let description: String
    let nodes: [Node]
    let edges: [Edge]

    /// What the signs and lines mean.
    let legend: String

    /// The maximum number of characters of a label.
    private static let labelLimit = 30
    private static let margin = 8

    /// The graph without its texts.
    var graph: DirectedGraph {
        DirectedGraph(
            nodes: nodes.map { .init(width: 24 + 8 * Self.shortened($0.label).count, height: 28) },
            edges: edges.map { .init(from: $0.from, to: $0.to) },
            direction: nodes.count > 9 ? .down : .right
        )
    }

    /// The figure, for a drawing of its graph.
    func markup(_ drawing: GraphDrawing) -> Markup {
        let (width, height) = (drawing.width + 2 * Self.margin, drawing.height + 2 * Self.margin)
        let sizes = graph.nodes
        let lines = zip(edges, drawing.edges).map(line)
        let boxes = nodes.indices.map { box(nodes[$0], at: drawing.nodes[$0], sizes[$0]) }
        return """
            <figure class="graph">
            <div class="scroll" role="region" aria-labelledby="\(id)-title" tabindex="0">
            <svg width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" role="img" \
            aria-labelledby="\(id)-title \(id)-description">
            <title id="\(id)-title">\(title)</title>
            <desc id="\(id)-description">\(description)</desc>
            <defs><marker id="\(id)-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" \
            markerUnits="userSpaceOnUse" orient="auto"><path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>
            \(lines)\(boxes)</svg>
            </div>
            <figcaption>\(legend)</figcaption>
            </figure>
            """
    }

    private func line(_ edge: Edge, _ curve: [GraphDrawing.Point]) -> Markup {
        guard let first = curve.first else { return .empty }
        let rest = curve.dropFirst().map { "\(point($0))" as Markup }.joined(" ")
        let path: Markup = """
            <path class="edge \(edge.style)" d="M\(point(first)) C\(rest)" marker-end="url(#\(id)-tip)"/>
            """
        guard !edge.label.isEmpty else { return path }
        let last = curve[curve.count - 1]
        let middle = GraphDrawing.Point(x: (first.x + last.x) / 2, y: (first.y + last.y) / 2)
        return path + """
            <text class="label" text-anchor="middle" x="\(middle.x + Self.margin)" \
            y="\(middle.y + Self.margin - 5)">\(edge.label)</text>
            """
    }

    private func box(_ node: Node, at centre: GraphDrawing.Point, _ size: DirectedGraph.Node) -> Markup {
        """
        <g class="node \(node.role.rawValue)"><title>\(node.name)</title>\
        <rect x="\(centre.x - size.width / 2 + Self.margin)" y="\(centre.y - size.height / 2 + Self.margin)" \
        width="\(size.width)" height="\(size.height)" rx="\(node.role == .plain ? 12 : 2)"/>\
        <text text-anchor="middle" x="\(centre.x + Self.margin)" y="\(centre.y + Self.margin + 4)">\
        \(Self.shortened(node.label))</text></g>
        """
    }

    private func point(_ point: GraphDrawing.Point) -> Markup { "\(point.x + Self.margin) \(point.y + Self.margin)" }

    private static func shortened(_ label: String) -> String {
        label.count > labelLimit ? String(label.prefix(labelLimit - 1)) + "…" : label
    }
}
