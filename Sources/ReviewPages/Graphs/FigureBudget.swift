// SPDX-License-Identifier: Apache-2.0

import GraphLayout

/// Draws the graphs of a page as long as there are not too many; says in words why one is not drawn.
///
/// A catalog may have hundreds of operators. What is not drawn is in the tables, so nothing is left out.
struct FigureBudget {
    /// The maximum numbers of nodes and edges on a page, which bound time and size.
    private var nodes = 1200
    private var edges = 1500
    private let draw: (DirectedGraph) throws(GraphLayoutError) -> GraphDrawing

    init(draw: @escaping (DirectedGraph) throws(GraphLayoutError) -> GraphDrawing) { self.draw = draw }

    /// The figure, or the reason why there is none.
    mutating func markup(_ figure: GraphFigure) -> Markup {
        guard figure.nodes.count <= nodes, figure.edges.count <= edges else {
            return Self.note("the page has many drawings already")
        }
        do throws(GraphLayoutError) {
            let drawing = try draw(figure.graph)
            nodes -= figure.nodes.count
            edges -= figure.edges.count
            return figure.markup(drawing)
        } catch {
            return Self.note("\(error)")
        }
    }

    private static func note(_ reason: String) -> Markup { "<p class=\"dim\">Not drawn: \(reason).</p>" }
}
