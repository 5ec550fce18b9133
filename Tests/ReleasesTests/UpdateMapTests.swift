// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import Plans
import Releases
import Resolution
import TestSupport
import Testing

/// What a path is, whatever the graph.
struct UpdateMapTests {
    /// A graph of small numbers whose edges, some with risks, may go anywhere.
    private func graph(_ count: Int, _ generator: inout SeededGenerator) throws -> UpdateGraph {
        let digest = String(repeating: "a", count: 64)
        let nodes = (0..<count).map { "{\"version\":\"4.\($0).0\",\"payload\":\"a.io/b@sha256:\(digest)\"}" }
        var edges: [String] = []
        var conditional: [String] = []
        for from in 0..<count {
            for to in 0..<count where Int.random(in: 0..<5, using: &generator) == 0 {
                let isConditional = Int.random(in: 0..<3, using: &generator) == 0
                if !isConditional { edges.append("[\(from),\(to)]") }
                if isConditional { conditional.append("{\"from\":\"4.\(from).0\",\"to\":\"4.\(to).0\"}") }
            }
        }
        let risks = "{\"edges\":[\(conditional.joined(separator: ","))],\"risks\":[{\"name\":\"R\"}]}"
        let lists = "\"edges\":[\(edges.joined(separator: ","))],\"conditionalEdges\":[\(risks)]"
        return try UpdateGraph(json: Array("{\"nodes\":[\(nodes.joined(separator: ","))],\(lists)}".utf8))
    }

    /// The least cost of a way to every release, by relaxing all updates until nothing changes: a way inside the
    /// selection where there is one.
    private func costs(
        _ graph: UpdateGraph,
        from start: SemanticVersion,
        _ selection: Set<SemanticVersion>?
    ) -> [SemanticVersion: [Int]] {
        guard let selection else { return costs(graph, from: start, nil, isInside: false) }
        return costs(graph, from: start, selection, isInside: false)
            .merging(costs(graph, from: start, selection, isInside: true)) { $1 }
    }

    private func costs(
        _ graph: UpdateGraph,
        from start: SemanticVersion,
        _ selection: Set<SemanticVersion>?,
        isInside: Bool
    ) -> [SemanticVersion: [Int]] {
        var costs: [SemanticVersion: [Int]] = [start: [0, 0, 0]]
        for _ in graph.nodes {
            for update in graph.updates {
                let isMissing = selection?.contains(update.to) == false
                guard var cost = costs[update.from], !(isInside && isMissing) else { continue }
                cost[0] += update.risks.isEmpty ? 0 : 1
                cost[1] += isMissing ? 1 : 0
                cost[2] += 1
                guard let known = costs[update.to], !cost.lexicographicallyPrecedes(known) else {
                    costs[update.to] = cost
                    continue
                }
            }
        }
        return costs
    }

    @Test(arguments: 0..<20) func `a path is made of updates, and none is better`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let graph = try graph(9, &generator)
        let map = UpdateMap([("stable", graph)])
        let isRestricted = seed.isMultiple(of: 2)
        let selection = Set(graph.nodes.map(\.version).filter { _ in Bool.random(using: &generator) })
        for start in graph.nodes.map(\.version) {
            let costs = costs(graph, from: start, isRestricted ? selection : nil)
            for end in graph.nodes.map(\.version) {
                let path = map.path(from: start, to: end, selection: isRestricted ? selection : nil)
                #expect((path == nil) == (costs[end] == nil))
                guard let path else { continue }
                #expect(([start] + path.map(\.to)).last == end)
                #expect(zip([start] + path.map(\.to), path).allSatisfy { $0 == $1.from })
                for step in path {
                    #expect(graph.updates.contains { ($0.from, $0.to, $0.risks) == (step.from, step.to, step.risks) })
                }
                let missing = path.count { isRestricted && !selection.contains($0.to) }
                #expect([path.count { !$0.risks.isEmpty }, missing, path.count] == costs[end])
            }
        }
    }

    @Test(
        "a path within one channel goes by its updates alone",
        arguments: [
            ("4.0.0-4", "4.0.0-8", ["4.0.0-5", "4.0.0-6", "4.0.0-8"]),
            ("4.0.0-5", "4.0.0-7", ["4.0.0-6", "4.0.0-7"]),
            ("4.0.0-4", "4.0.0-4", []),
            // They are there, and nothing leads from one to the other.
            ("4.0.0-4", "4.0.0-0.okd-0", nil),
            ("4.0.0-0.okd-0", "4.0.0-4", nil),
            ("4.0.0-8", "4.0.0-4", nil),
            // One of them is not there.
            ("4.0.0-3", "4.0.0-8", nil),
            ("4.0.0-4", "4.0.0-9", nil),
        ] as [(String, String, [String]?)]
    )
    func oracle(from start: String, to end: String, path: [String]?) async throws {
        let bench = try GraphBench()
        try bench.addOracle()
        let graph = try await bench.service().answer(.ocp, channel: "stable-4.0", .amd64).graph
        let map = UpdateMap([("stable-4.0", graph)])
        let steps = map.path(from: try SemanticVersion(start), to: try SemanticVersion(end))
        #expect(steps?.map(\.to.description) == path)
    }

    @Test func `a safe way by one more release counts more than a risk, unless the selection has only that`() throws {
        let node = { (version: String) in
            "{\"version\":\"\(version)\",\"payload\":\"a.io/b@sha256:\(String(repeating: "a", count: 64))\"}"
        }
        let nodes = ["4.16.1", "4.16.2", "4.16.3"].map(node).joined(separator: ",")
        let risk = "{\"edges\":[{\"from\":\"4.16.1\",\"to\":\"4.16.3\"}],\"risks\":[{\"name\":\"R\"}]}"
        let graph = try UpdateGraph(
            json: Array("{\"nodes\":[\(nodes)],\"edges\":[[0,1],[1,2]],\"conditionalEdges\":[\(risk)]}".utf8)
        )
        let map = UpdateMap([("stable", graph)])
        let (first, last) = (graph.nodes[0].version, graph.nodes[2].version)
        #expect(map.path(from: first, to: last)?.map(\.to.description) == ["4.16.2", "4.16.3"])
        #expect(map.path(from: first, to: last, selection: [last])?.map(\.to.description) == ["4.16.3"])
        #expect(map.path(from: first, to: last, selection: [])?.map(\.to.description) == ["4.16.2", "4.16.3"])
    }

    @Test func `of paths of equal length, the one by the higher versions is taken`() throws {
        let node = { (version: String) in
            "{\"version\":\"\(version)\",\"payload\":\"a.io/b@sha256:\(String(repeating: "a", count: 64))\"}"
        }
        let nodes = ["4.1.0", "4.1.1", "4.1.2", "4.2.0"].map(node).joined(separator: ",")
        let graph = try UpdateGraph(
            json: Array("{\"nodes\":[\(nodes)],\"edges\":[[0,1],[0,2],[1,3],[2,3]]}".utf8)
        )
        let path = UpdateMap([("stable", graph)]).path(from: graph.nodes[0].version, to: graph.nodes[3].version)
        #expect(path?.map(\.to.description) == ["4.1.2", "4.2.0"])
    }

    @Test func `a channel without the condition counts more than one with it`() throws {
        let nodes = ["4.1.0", "4.2.0"].map {
            "{\"version\":\"\($0)\",\"payload\":\"a.io/b@sha256:\(String(repeating: "a", count: 64))\"}"
        }.joined(separator: ",")
        let free = try UpdateGraph(json: Array("{\"nodes\":[\(nodes)],\"edges\":[[0,1]]}".utf8))
        let conditions = "[{\"edges\":[{\"from\":\"4.1.0\",\"to\":\"4.2.0\"}],\"risks\":[{\"name\":\"R\"}]}]"
        let risky = try UpdateGraph(json: Array("{\"nodes\":[\(nodes)],\"conditionalEdges\":\(conditions)}".utf8))
        for graphs in [[("a", free), ("b", risky)], [("b", risky), ("a", free)]] {
            let path = UpdateMap(graphs).path(from: free.nodes[0].version, to: free.nodes[1].version)
            #expect(path?.map(\.channel) == ["a"])
            #expect(path?.flatMap(\.risks) == [])
        }
    }
}
