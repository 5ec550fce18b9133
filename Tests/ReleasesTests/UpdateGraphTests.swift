// SPDX-License-Identifier: Apache-2.0

import Foundation
import MirrorConfiguration
import OCI
import Plans
import Releases
import TestSupport
import Testing

struct UpdateGraphTests {
    private static let digest = "sha256:\(String(repeating: "a", count: 64))"

    /// The JSON of an answer, with the payload of a release written as `P`.
    private func graph(_ json: String) throws -> UpdateGraph {
        try UpdateGraph(json: Array(json.replacing("\"P\"", with: "\"quay.io/a/b@\(Self.digest)\"").utf8))
    }

    private static let answer = """
        {"version":1,"nodes":[
          {"version":"4.2.0","payload":"P","metadata":{
            "io.openshift.upgrades.graph.release.channels":"stable-4.3,fast-4.2, stable-4.2,,fast-4.2","url":"https://x"}},
          {"version":"4.1.9","payload":"P"},
          {"version":"4.10.0-rc.1","payload":"P","metadata":null}],
         "edges":[[1,0],[0,2],[1,0]],
         "conditionalEdges":[{
           "edges":[{"from":"4.1.9","to":"4.10.0-rc.1"},{"from":"4.0.0","to":"4.2.0"},{"from":"4.2.0","to":"4.10.0-rc.1"}],
           "risks":[{"name":"B","url":"https://b","message":"b","matchingRules":[{"type":"Always"}]},{"name":"A"}]},
          {"edges":[{"from":"4.1.9","to":"4.10.0-rc.1"}],"risks":[{"name":"C","url":"","message":""}]}]}
        """

    @Test func `a graph of more than a channel can have is refused`() throws {
        let nodes = (0...10_000).map { #"{"version":"4.1.\#($0)","payload":"P"}"# }.joined(separator: ",")
        let releases = #expect(throws: UpdateGraphError.self) { try graph(#"{"nodes":[\#(nodes)],"edges":[]}"#) }
        #expect(releases?.description == "it has 10001 releases, more than the 10000 that are read of a channel")
        let edges = Array(repeating: "[0,1]", count: 500_001).joined(separator: ",")
        let updates = #expect(throws: UpdateGraphError.self) {
            try graph(
                #"{"nodes":[{"version":"4.1.0","payload":"P"},{"version":"4.1.1","payload":"P"}],"edges":[\#(edges)]}"#
            )
        }
        #expect(updates?.description == "it has 500001 updates, more than the 500000 that are read of a channel")
    }

    @Test func `an answer is read as releases in order and updates between them`() throws {
        let graph = try graph(Self.answer)
        #expect(graph.nodes.map(\.version.description) == ["4.1.9", "4.2.0", "4.10.0-rc.1"])
        #expect(graph.head?.version.description == "4.10.0-rc.1")
        #expect(graph.nodes[0].payload.description == "quay.io/a/b@\(Self.digest)")
        #expect(graph.nodes.map(\.channels) == [[], ["fast-4.2", "stable-4.2", "stable-4.3"], []])
        #expect(
            graph.updates.map { "\($0.from) → \($0.to) \($0.risks.map(\.name).joined())" } == [
                "4.1.9 → 4.2.0 ", "4.1.9 → 4.10.0-rc.1 ABC",
                // It is unconditional too, but nobody should miss the risk.
                "4.2.0 → 4.10.0-rc.1 AB",
            ]
        )
        #expect(graph.updates.last?.risks.last == UpgradeRisk(name: "B", url: "https://b", message: "b"))
    }

    @Test(arguments: [
        "{\"nodes\":[],\"edges\":[]}", "{\"nodes\":null,\"edges\":null,\"conditionalEdges\":null}", "{\"nodes\":[]}",
    ])
    func `a channel that nobody knows has no releases`(json: String) throws {
        #expect(try graph(json).nodes.isEmpty)
    }

    @Test(
        "a hostile answer is an error that names what is wrong",
        arguments: [
            ("", "not an update graph"),
            ("[]", "not an update graph"),
            ("{}", "expected a field `nodes` here"),
            ("{\"nodes\":{}}", "at `nodes`"),
            ("{\"nodes\":[{\"version\":\"4.2\",\"payload\":\"P\"}]}", "`4.2`: expected three numbers"),
            ("{\"nodes\":[{}]}", "the first one is without any"),
            ("{\"nodes\":[{\"version\":\"4.2.0\",\"payload\":\"P\"}],\"edges\":[[0,1]]}", "the edge [0, 1]"),
            ("{\"nodes\":[{\"version\":\"4.2.0\",\"payload\":\"P\"}],\"edges\":[[-1,0]]}", "the edge [-1, 0]"),
            ("{\"nodes\":[{\"version\":\"4.2.0\",\"payload\":\"P\"}],\"edges\":[[0]]}", "the edge [0]"),
            ("{\"nodes\":[],\"edges\":[[99999999999999999999,0]]}", "not an update graph"),
            // This one stands for a list in a list, 100,000 deep.
            ("[…", "not an update graph"),
        ]
    )
    func hostile(json: String, cause: String) throws {
        let text = json == "[…" ? String(repeating: "[", count: 100_000) : json
        let error = try #require(#expect(throws: UpdateGraphError.self) { try graph(text) })
        #expect(error.description.contains(cause), "\(error)")
        #expect(error.description.utf8.count < 1000)
        #expect(!error.description.contains("\n"))
    }

    @Test(
        "a release that nobody could mirror is one that the others do without",
        arguments: [
            ("{\"version\":\"4.2.0\"}", "it has no payload"),
            ("{\"version\":\"4.2.0\",\"payload\":7}", "it has no payload"),
            (
                "{\"version\":\"4.2.0\",\"payload\":\"quay.io/a/b:1\"}",
                "its payload is `quay.io/a/b:1`, expected one by digest"
            ),
            ("{\"version\":\"4.2.0\",\"payload\":\"quay.io/A b\"}", "its payload is `quay.io/A b`"),
            ("{\"version\":\"4.2.0\",\"payload\":\"q.io/a@sha256:12\"}", "its payload is"),
            (
                "{\"version\":\"4.1.0+x\",\"payload\":\"quay.io/a/b@sha256:\(String(repeating: "b", count: 64))\"}",
                "it is listed twice"
            ),
            ("{\"version\":\"4.2\",\"payload\":\"P\"}", nil), ("{\"payload\":\"P\"}", nil), ("{}", nil), ("null", nil),
            ("7", nil),
            ("{\"version\":null,\"payload\":null,\"metadata\":null,\"x\":[]}", nil),
        ] as [(String, String?)]
    )
    func odd(node: String, fault: String?) throws {
        let others =
            "{\"version\":\"4.1.0\",\"payload\":\"P\"},{\"version\":\"4.3.0\",\"payload\":\"P\",\"metadata\":{\"a\":null,\"b\":\"c\"}}"
        let graph = try graph("{\"nodes\":[\(node),\(others)],\"edges\":[[1,2],[0,2],[1,0]]}")
        #expect(graph.nodes.last?.version.description == "4.3.0")
        #expect(graph.nodes.last?.metadata == ["b": "c"])
        #expect(graph.faults.values.first?.hasPrefix(fault ?? "-") == (fault == nil ? nil : true), "\(graph.faults)")
        #expect(graph.nodes.allSatisfy { graph.faults[$0.version] == nil })
        #expect(graph.updates.allSatisfy { graph[$0.from] != nil && graph[$0.to] != nil })
        if graph[try SemanticVersion("4.1.0")] != nil { #expect(graph.updates.map(\.to.description) == ["4.3.0"]) }
    }

    @Test func `a condition that says too little is a risk, and one between strangers says nothing`() throws {
        let nodes = "\"nodes\":[{\"version\":\"4.1.0\",\"payload\":\"P\"},{\"version\":\"4.2.0\",\"payload\":\"P\"}]"
        let edge = "{\"from\":\"4.1.0\",\"to\":\"4.2.0\"}"
        for risks in ["[]", "null", "[{}]"] {
            let graph = try graph(
                "{\(nodes),\"edges\":[[0,1]],\"conditionalEdges\":[{\"edges\":[\(edge)],\"risks\":\(risks)}]}"
            )
            #expect(graph.updates.map { $0.risks.map(\.name) } == [["without a name"]])
        }
        for edge in ["{\"from\":\"4\",\"to\":\"4.2.0\"}", "{\"to\":\"4.2.0\"}", "{}"] {
            let graph = try graph(
                "{\(nodes),\"conditionalEdges\":[{\"edges\":[\(edge)],\"risks\":[{\"name\":\"A\"}]}]}"
            )
            #expect(graph.updates.isEmpty)
        }
    }

    @Test func `any bytes are a graph whose updates lie between its releases, or an error`() {
        var generator = SeededGenerator(seed: 3)
        let template = Array(Self.answer.replacing("\"P\"", with: "\"quay.io/a/b@\(Self.digest)\"").utf8)
        let pieces: [[UInt8]] = [
            "null", "-1", "[", "{", "\"", "4.2.0", "1e99", "\\u0000", "\u{301}", "}", "]", ",", ":",
        ]
        .map { Array($0.utf8) }
        var graphs = 0
        for _ in 0..<2000 {
            var json = template
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 0..<json.count, using: &generator)
                let end = min(json.count, place + Int.random(in: 0...6, using: &generator))
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: json.removeSubrange(place..<end)
                case 1: json[place] = UInt8.random(in: 0...255, using: &generator)
                default: json.replaceSubrange(place..<end, with: pieces.randomElement(using: &generator) ?? [])
                }
            }
            guard let graph = try? UpdateGraph(json: json) else { continue }
            graphs += 1
            #expect(graph.nodes.map(\.version) == graph.nodes.map(\.version).sorted())
            #expect(graph.updates.allSatisfy { graph[$0.from] != nil && graph[$0.to] != nil })
            #expect(graph.nodes.allSatisfy { $0.payload.digest != nil })
        }
        // Some changes do no harm, most do.
        #expect((1..<1500).contains(graphs))
    }
}
