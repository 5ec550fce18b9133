// SPDX-License-Identifier: Apache-2.0

/// Why a graph has no drawing.
package enum GraphLayoutError: Error, Hashable, CustomStringConvertible {
    /// The graph has more nodes or edges than anybody would read.
    case tooLarge(nodes: Int, edges: Int)
    /// An edge leads to a node that does not exist, or a node has no sensible size.
    case invalid
    /// Graphviz's plugin for `dot` is missing, or cannot be loaded.
    case noPlugin(String)
    /// Graphviz failed.
    case failed

    package var description: String {
        switch self {
        case .tooLarge(let nodes, let edges):
            """
            it has \(nodes) nodes and \(edges) edges, and at most \(DirectedGraph.nodeLimit) and \
            \(DirectedGraph.edgeLimit) are drawn
            """
        case .invalid: "it is not a graph: an edge leads nowhere, or a node has no size"
        case .noPlugin(let reason):
            "Graphviz's layout `dot` is not on this machine (\(reason)); Debian's package libgvc6 contains it"
        case .failed: "Graphviz found no layout for it"
        }
    }
}
