// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Reviews

@Suite("A graph in Mermaid")
struct MermaidGraphTests {
    @Test("has nodes, edges and groups in lines of its own")
    func lines() {
        var graph = MermaidGraph()
        var nodes: [Int] = []
        graph.group("stable") { graph in
            nodes = [graph.node("1.0", .kept), graph.node("1.1", remark: " (new)", .added)]
        }
        graph.edge(nodes[0], nodes[1], remark: "1 risk", isDashed: true)
        graph.edge(nodes[1], nodes[0])
        #expect(
            graph.lines == [
                "```mermaid", "flowchart LR", "    subgraph g0[\"stable\"]", "    n0[\"1.0\"]:::kept",
                "    n1[\"1.1 (new)\"]:::added", "    end", "    n0 -.->|\"1 risk\"| n1", "    n1 --> n0",
                "    classDef kept stroke:#8c959f", "    classDef added stroke:#1a7f37,stroke-width:3px", "```",
            ]
        )
        #expect(MermaidGraph().lines == [])
    }

    @Test("has labels that end neither quotes, lines nor the block, and that say what they were")
    func labels() throws {
        for text in HostileText.pieces + HostileText.texts(4000, seed: 4) {
            let label = MermaidGraph.label(text)
            let rest = label.replacing(/#[0-9]+;|[A-Za-z0-9._+\-…éá]/, with: "")
            #expect(rest == "", "\(text.debugDescription): \(label)")
            let decoded = label.replacing(/#([0-9]+);/) { match in
                UInt32(match.1).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? "?"
            }
            let expected = MarkdownText.shortened(text, to: 80)
            #expect(Array(decoded.utf8) == Array(expected.utf8))
        }
        #expect(MermaidGraph.label("a\"]; b") == "a#34;#93;#59;#32;b")
    }
}
