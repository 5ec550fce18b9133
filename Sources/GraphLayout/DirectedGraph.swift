// SPDX-License-Identifier: Apache-2.0

/// A directed graph whose nodes are boxes of known size.
///
/// Nodes are numbers, and no text belongs to them: whatever a plan calls them, Graphviz never reads it.
package struct DirectedGraph: Sendable, Hashable {
    /// The size of a node in points.
    package struct Node: Sendable, Hashable {
        package let width: Int
        package let height: Int

        package init(width: Int, height: Int) {
            self.width = width
            self.height = height
        }
    }

    /// An edge between two nodes, by their positions in the list.
    package struct Edge: Sendable, Hashable {
        package let from: Int
        package let to: Int

        package init(from: Int, to: Int) {
            self.from = from
            self.to = to
        }
    }

    /// Where edges lead.
    package enum Direction: String, Sendable {
        case right = "LR"
        case down = "TB"
    }

    package let nodes: [Node]
    package let edges: [Edge]
    package let direction: Direction

    package init(nodes: [Node], edges: [Edge], direction: Direction = .right) {
        self.nodes = nodes
        self.edges = edges
        self.direction = direction
    }

    /// The maximum number of nodes: nobody reads a larger drawing.
    package static let nodeLimit = 60
    /// The maximum number of edges; the time of a layout grows with their square.
    package static let edgeLimit = 120
    /// The largest side of a node in points.
    static let sizeLimit = 1000

    /// Why the graph cannot be laid out, if so.
    var problem: GraphLayoutError? {
        guard nodes.count <= Self.nodeLimit, edges.count <= Self.edgeLimit else {
            return .tooLarge(nodes: nodes.count, edges: edges.count)
        }
        let sides = 1...Self.sizeLimit
        guard nodes.allSatisfy({ sides.contains($0.width) && sides.contains($0.height) }),
            edges.allSatisfy({ nodes.indices.contains($0.from) && nodes.indices.contains($0.to) })
        else { return .invalid }
        return nil
    }

    /// The graph in the language of Graphviz; nothing but words of this function and numbers.
    var text: String {
        // The limits bound the iterations of the two expensive steps, ranks and crossings.
        var lines = [
            "digraph {",
            "graph [rankdir=\(direction.rawValue), nodesep=0.25, ranksep=0.75, nslimit=5, nslimit1=5, mclimit=0.3]",
            "node [shape=box, fixedsize=true, label=\"\"]", "edge [arrowhead=none]",
        ]
        lines += nodes.indices.map { index in
            "n\(index) [width=\(Self.inches(nodes[index].width)), height=\(Self.inches(nodes[index].height))]"
        }
        lines += edges.indices.map { "n\(edges[$0].from) -> n\(edges[$0].to) [key=e\($0)]" }
        return (lines + ["}"]).joined(separator: "\n")
    }

    /// Points as inches with four decimals, which every locale reads alike.
    private static func inches(_ points: Int) -> String {
        let parts = (points * 10_000 + 36) / 72
        let decimals = String(parts % 10_000)
        return "\(parts / 10_000).\(String(repeating: "0", count: 4 - decimals.count))\(decimals)"
    }
}
