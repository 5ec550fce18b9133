// SPDX-License-Identifier: Apache-2.0

/// Makes a drawing of the positions that Graphviz gives as text: rounded, and from the upper left corner instead of the lower.
struct PlacedGraph {
    let drawing: GraphDrawing

    init(of session: borrowing GraphvizSession, _ graph: DirectedGraph) throws(GraphLayoutError) {
        guard let box = session.box.flatMap(Self.numbers), box.count == 4 else { throw .failed }
        func point(_ numbers: [Double]) -> GraphDrawing.Point? {
            guard numbers.count == 2 else { return nil }
            return GraphDrawing.Point(x: Self.rounded(numbers[0] - box[0]), y: Self.rounded(box[3] - numbers[1]))
        }
        func points(_ text: String) -> [GraphDrawing.Point]? {
            let points = text.split(separator: " ").map { Self.numbers(String($0)).flatMap(point) }
            let known = points.compactMap(\.self)
            return known.count == points.count ? known : nil
        }
        var nodes: [GraphDrawing.Point] = []
        for index in graph.nodes.indices {
            guard let found = session.position(node: index).flatMap(points), found.count == 1 else { throw .failed }
            nodes += found
        }
        var edges: [[GraphDrawing.Point]] = []
        for index in graph.edges.indices {
            guard let curve = session.curve(edge: index, graph.edges[index]).flatMap(points), curve.count % 3 == 1,
                curve.count > 1
            else { throw .failed }
            edges.append(curve)
        }
        drawing = GraphDrawing(
            width: Self.rounded(box[2] - box[0]),
            height: Self.rounded(box[3] - box[1]),
            nodes: nodes,
            edges: edges
        )
    }

    /// Numbers between commas; `nil` if one is none, or larger than any drawing.
    private static func numbers(_ text: String) -> [Double]? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        let known = parts.compactMap(\.self).filter { $0.magnitude < 1e7 }
        return known.count == parts.count ? known : nil
    }

    private static func rounded(_ number: Double) -> Int { Int(number.rounded()) }
}
