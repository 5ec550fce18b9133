// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import HTTPTransport
import MirrorConfiguration
import OCI
import Plans

/// An answer of an update service is not what the protocol says.
package struct UpdateGraphError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description.oneLine(limit: 500) }
}

/// The JSON of an answer (Cincinnati, "Update Graph").
private struct GraphAnswer: Decodable {
    struct Node: Decodable {
        var version: String
        var payload: String
        var metadata: [String: String]?
    }

    struct ConditionalEdges: Decodable {
        var edges: [Edge]
        var risks: [Risk]
    }

    struct Edge: Decodable {
        var from: String
        var to: String
    }

    struct Risk: Decodable {
        var name: String
        var url: String?
        var message: String?
    }

    var nodes: [Node]
    var edges: [[Int]]
    var conditionalEdges: [ConditionalEdges]

    enum CodingKeys: CodingKey {
        case nodes, edges, conditionalEdges
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        guard fields.contains(.nodes) else {
            throw DecodingError.keyNotFound(
                CodingKeys.nodes,
                DecodingError.Context(codingPath: fields.codingPath, debugDescription: "it is missing")
            )
        }
        // Go writes `null` for an empty list.
        nodes = try fields.decodeIfPresent([Node].self, forKey: .nodes) ?? []
        edges = try fields.decodeIfPresent([[Int]].self, forKey: .edges) ?? []
        conditionalEdges = try fields.decodeIfPresent([ConditionalEdges].self, forKey: .conditionalEdges) ?? []
    }
}

extension UpdateGraph {
    /// Reads the body of an answer.
    package init(json: [UInt8]) throws(UpdateGraphError) {
        let answer = try Self.decode(json)
        try Self.checkSize(of: answer)
        let nodes = try Self.nodes(answer)
        let positions = Dictionary(nodes.enumerated().map { ($1.version, $0) }) { first, _ in first }
        guard positions.count == nodes.count else { throw Self.duplicate(nodes) }
        var risks = try Self.conditions(answer, positions)
        for edge in answer.edges {
            guard edge.count == 2, edge.allSatisfy(nodes.indices.contains) else {
                throw UpdateGraphError("the edge \(edge) is no pair of indexes of the \(nodes.count) releases")
            }
            // What is conditional too is not unconditional: nobody should miss the risk.
            risks[Way(from: edge[0], to: edge[1]), default: []] += []
        }
        self.init(
            nodes: nodes,
            updates: risks.map { way, risks in
                Update(from: nodes[way.from].version, to: nodes[way.to].version, risks: risks)
            }
        )
    }

    /// An update by the indexes of its ends.
    private struct Way: Hashable {
        let from: Int
        let to: Int
    }

    private static func decode(_ json: [UInt8]) throws(UpdateGraphError) -> GraphAnswer {
        do {
            return try JSONDecoder().decode(GraphAnswer.self, from: Data(json))
        } catch {
            let fault = JSONFault(error)
            let place = fault.place.map { "at `\($0)`: " } ?? ""
            throw UpdateGraphError("the answer is no update graph: \(place)\(fault.message)")
        }
    }

    private static func nodes(_ answer: GraphAnswer) throws(UpdateGraphError) -> [Node] {
        try answer.nodes.map { node throws(UpdateGraphError) in
            Node(
                version: try version(node.version, of: "a release"),
                payload: try payload(node),
                metadata: node.metadata ?? [:]
            )
        }
    }

    /// Refuses a graph that would take minutes to follow: channels have some hundred releases.
    private static func checkSize(of answer: GraphAnswer) throws(UpdateGraphError) {
        let edges = answer.edges.count + answer.conditionalEdges.reduce(0) { $0 + $1.edges.count }
        for (count, limit, name) in [(answer.nodes.count, 10_000, "releases"), (edges, 500_000, "updates")]
        where count > limit {
            throw UpdateGraphError("it has \(count) \(name), more than the \(limit) that are read of a channel")
        }
    }

    private static func version(_ text: String, of subject: String) throws(UpdateGraphError) -> SemanticVersion {
        do {
            return try SemanticVersion(text)
        } catch {
            throw UpdateGraphError("the version of \(subject) is \(error)")
        }
    }

    private static func payload(_ node: GraphAnswer.Node) throws(UpdateGraphError) -> ImageReference {
        let reference: ImageReference
        do {
            reference = try ImageReference(node.payload)
        } catch {
            throw UpdateGraphError("the payload of \(node.version) is `\(node.payload)`: \(error.message)")
        }
        guard reference.digest != nil else {
            throw UpdateGraphError("the payload of \(node.version) is `\(node.payload)`, expected one by digest")
        }
        return reference
    }

    private static func duplicate(_ nodes: [Node]) -> UpdateGraphError {
        let repeated = Dictionary(grouping: nodes, by: \.version).filter { $0.value.count > 1 }.keys.sorted()
        return UpdateGraphError("more than one release has the version \(repeated.first.map(\.description) ?? "")")
    }

    /// The conditional updates whose ends are both releases of the channel.
    private static func conditions(
        _ answer: GraphAnswer,
        _ positions: [SemanticVersion: Int]
    ) throws(UpdateGraphError) -> [Way: [UpgradeRisk]] {
        var conditions: [Way: Set<UpgradeRisk>] = [:]
        for group in answer.conditionalEdges {
            let risks = group.risks.map { risk in
                UpgradeRisk(name: risk.name, url: risk.url ?? "", message: risk.message ?? "")
            }
            for edge in group.edges {
                guard !risks.isEmpty else {
                    throw UpdateGraphError("the conditional update \(edge.from) → \(edge.to) names no risk")
                }
                let from = positions[try version(edge.from, of: "a conditional update")]
                let to = positions[try version(edge.to, of: "a conditional update")]
                guard let from, let to else { continue }
                conditions[Way(from: from, to: to), default: []].formUnion(risks)
            }
        }
        return conditions.mapValues { $0.sorted { ($0.name, $0.url, $0.message) < ($1.name, $1.url, $1.message) } }
    }
}
