// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// Lays out graphs by Graphviz's `dot`: a value in, a value out.
package enum GraphLayout {
    /// Held during each layout.
    ///
    /// Graphviz keeps its parser, its settings and `dot`'s working memory in global variables, so two layouts of one process
    /// would overwrite each other's. A layout takes milliseconds and waits for nothing, so a lock is enough.
    private static let lock = Guarded(())

    /// Draws a graph.
    ///
    /// The same graph gives the same drawing, as long as the version of Graphviz is the same.
    package static func drawing(of graph: DirectedGraph) throws(GraphLayoutError) -> GraphDrawing {
        if let problem = graph.problem { throw problem }
        guard !graph.nodes.isEmpty else { return GraphDrawing(width: 0, height: 0, nodes: [], edges: []) }
        let result = lock.withLock { _ in
            Result { () throws(GraphLayoutError) in
                let session = try GraphvizSession(graph.text, plugin: LayoutPlugin())
                try session.layOut()
                return try PlacedGraph(of: session, graph).drawing
            }
        }
        return try result.get()
    }
}
