// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import GraphLayout

private let box = DirectedGraph.Node(width: 90, height: 26)

private func chain(_ count: Int, _ direction: DirectedGraph.Direction = .right) -> DirectedGraph {
    DirectedGraph(
        nodes: Array(repeating: box, count: count),
        edges: count < 2 ? [] : (1..<count).map { .init(from: $0 - 1, to: $0) },
        direction: direction
    )
}

@Suite("The layout of graphs")
struct GraphLayoutTests {
    @Test("places nodes behind each other where edges lead", arguments: [DirectedGraph.Direction.right, .down])
    func placement(direction: DirectedGraph.Direction) throws {
        let drawing = try GraphLayout.drawing(of: chain(4, direction))
        let along = drawing.nodes.map { direction == .right ? $0.x : $0.y }
        let across = Set(drawing.nodes.map { direction == .right ? $0.y : $0.x })
        #expect(along == along.sorted() && Set(along).count == 4)
        #expect(across.count == 1)
        #expect(drawing.edges.count == 3)
    }

    @Test("keeps boxes apart, and everything inside of the drawing")
    func apart() throws {
        let graph = DirectedGraph(
            nodes: (0..<20).map { .init(width: 60 + 5 * $0, height: 26) },
            edges: (1..<20).map { .init(from: ($0 - 1) / 3, to: $0) } + [
                .init(from: 0, to: 19), .init(from: 0, to: 19),
            ]
        )
        let drawing = try GraphLayout.drawing(of: graph)
        for first in graph.nodes.indices {
            for second in graph.nodes.indices where second > first {
                let (a, b) = (drawing.nodes[first], drawing.nodes[second])
                let isApart =
                    2 * abs(a.x - b.x) >= graph.nodes[first].width + graph.nodes[second].width
                    || 2 * abs(a.y - b.y) >= graph.nodes[first].height + graph.nodes[second].height
                #expect(isApart, "\(first) and \(second) overlap")
            }
        }
        for point in drawing.nodes + drawing.edges.joined() {
            #expect((0...drawing.width).contains(point.x) && (0...drawing.height).contains(point.y))
        }
    }

    @Test("lets an edge begin at the border of its first box and end at that of its second")
    func ends() throws {
        let drawing = try GraphLayout.drawing(of: chain(2))
        let curve = drawing.edges[0]
        #expect(curve.first.map { abs($0.x - (drawing.nodes[0].x + 45)) } ?? 9 <= 2)
        #expect(curve.last.map { abs($0.x - (drawing.nodes[1].x - 45)) } ?? 9 <= 2)
        #expect(curve.count % 3 == 1)
    }

    @Test("draws what has no edge, a circle, a loop, and nothing")
    func shapes() throws {
        #expect(try GraphLayout.drawing(of: chain(0)) == GraphDrawing(width: 0, height: 0, nodes: [], edges: []))
        #expect(try GraphLayout.drawing(of: chain(1)).nodes == [.init(x: 45, y: 13)])
        let loops = DirectedGraph(nodes: [box], edges: [.init(from: 0, to: 0)])
        #expect(try GraphLayout.drawing(of: loops).edges[0].count > 1)
        let circle = DirectedGraph(
            nodes: [box, box],
            edges: [.init(from: 0, to: 1), .init(from: 1, to: 0)]
        )
        #expect(try GraphLayout.drawing(of: circle).edges.count == 2)
    }

    @Test("gives the same drawing each time, from as many tasks as there are")
    func deterministic() async throws {
        let graphs = (2..<30).map { chain($0, $0 % 2 == 0 ? .right : .down) }
        let expected = try graphs.map(GraphLayout.drawing)
        try await withThrowingTaskGroup(of: (Int, GraphDrawing).self) { group in
            for round in 0..<4 * graphs.count {
                group.addTask { (round % graphs.count, try GraphLayout.drawing(of: graphs[round % graphs.count])) }
            }
            for try await (index, drawing) in group { #expect(drawing == expected[index]) }
        }
    }

    @Test("draws the largest graph that it takes")
    func largest() throws {
        let count = DirectedGraph.nodeLimit
        var state: UInt64 = 7
        func random() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let edges = (0..<DirectedGraph.edgeLimit).map { _ in DirectedGraph.Edge(from: random(), to: random()) }
        let graph = DirectedGraph(nodes: Array(repeating: box, count: count), edges: edges)
        #expect(try GraphLayout.drawing(of: graph).edges.count == edges.count)
    }

    @Test(
        "refuses what it cannot draw, and says why",
        arguments: [
            (chain(DirectedGraph.nodeLimit + 1), "it has 61 nodes and 60 edges, and at most 60 and 120 are drawn"),
            (
                DirectedGraph(nodes: [box], edges: Array(repeating: .init(from: 0, to: 0), count: 121)),
                "it has 1 nodes and 121 edges, and at most 60 and 120 are drawn"
            ),
            (
                DirectedGraph(nodes: [box], edges: [.init(from: 0, to: 1)]),
                "it is not a graph: an edge leads nowhere, or a node has no size"
            ),
            (
                DirectedGraph(nodes: [.init(width: 0, height: 5)], edges: []),
                "it is not a graph: an edge leads nowhere, or a node has no size"
            ),
        ]
    )
    func refused(graph: DirectedGraph, reason: String) {
        let error = #expect(throws: GraphLayoutError.self) { try GraphLayout.drawing(of: graph) }
        #expect(error?.description == reason)
    }

    @Test("tells Graphviz numbers only, in a way that no locale changes")
    func text() {
        let graph = DirectedGraph(
            nodes: [.init(width: 72, height: 25)],
            edges: [.init(from: 0, to: 0)],
            direction: .down
        )
        #expect(
            graph.text == """
                digraph {
                graph [rankdir=TB, nodesep=0.25, ranksep=0.75, nslimit=5, nslimit1=5, mclimit=0.3]
                node [shape=box, fixedsize=true, label=""]
                edge [arrowhead=none]
                n0 [width=1.0000, height=0.3472]
                n0 -> n0 [key=e0]
                }
                """
        )
    }

    @Test("says which file is missing where Graphviz's plugins are not installed, or are none")
    func plugin() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let missing = #expect(throws: GraphLayoutError.self) { try LayoutPlugin(folder: folder.path) }
        #expect(missing == .noPlugin("no libgvplugin_dot_layout.so.* in \(folder.path)"))
        let file = folder.appending(path: "libgvplugin_dot_layout.so.6")
        try Data("not a library".utf8).write(to: file)
        let broken = #expect(throws: GraphLayoutError.self) { try LayoutPlugin(folder: folder.path) }
        #expect(broken == .noPlugin("\(file.path) cannot be loaded"))
        #expect(broken?.description.contains("libgvc6") == true)
    }
}
