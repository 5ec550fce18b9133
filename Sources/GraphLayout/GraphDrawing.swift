// SPDX-License-Identifier: Apache-2.0

/// Where the nodes and edges of a graph are drawn, in points from the upper left corner.
///
/// Coordinates are whole numbers, so that machines with other floating-point units give the same drawing.
package struct GraphDrawing: Sendable, Hashable {
    package struct Point: Sendable, Hashable {
        package let x: Int
        package let y: Int

        package init(x: Int, y: Int) {
            self.x = x
            self.y = y
        }
    }

    package let width: Int
    package let height: Int
    /// The centre of each node, in the order of the graph's nodes.
    package let nodes: [Point]
    /// The cubic Bézier curve of each edge, in the order of the graph's edges: its start, then three points a piece.
    package let edges: [[Point]]

    package init(width: Int, height: Int, nodes: [Point], edges: [[Point]]) {
        self.width = width
        self.height = height
        self.nodes = nodes
        self.edges = edges
    }
}
