// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import HTTPTransport
import MirrorConfiguration
import OCI
import Plans

/// An error that an update service's answer violates the protocol.
package struct UpdateGraphError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description.oneLine(limit: 500) }
}

extension UpdateGraph {
    /// Reads the body of an answer.
    package init(json: [UInt8]) throws(UpdateGraphError) {
        let answer = try Self.decode(json)
        try Self.checkSize(of: answer)
        let releases = Releases(answer.nodes)
        if releases.nodes.isEmpty, releases.faults.isEmpty, let first = answer.nodes.first {
            throw UpdateGraphError("none of its releases has a version, the first one is \(Self.fault(of: first))")
        }
        var risks = Self.conditions(answer, releases.nodes)
        for edge in answer.edges {
            guard edge.count == 2, edge.allSatisfy(answer.nodes.indices.contains) else {
                throw UpdateGraphError(
                    "the edge \(edge) is not a pair of indexes of the \(answer.nodes.count) releases"
                )
            }
            guard let from = releases.versions[edge[0]], let to = releases.versions[edge[1]] else { continue }
            // An update that is also conditional counts as conditional, so that the risk is not hidden.
            risks[Way(from: from, to: to), default: []] += []
        }
        self.init(
            nodes: Array(releases.nodes.values),
            updates: risks.map { way, risks in Update(from: way.from, to: way.to, risks: risks) },
            faults: releases.faults
        )
    }

    /// The releases of an answer, without those that cannot be mirrored.
    private struct Releases {
        private(set) var nodes: [SemanticVersion: Node] = [:]
        private(set) var faults: [SemanticVersion: String] = [:]
        /// The versions at the positions of the answer; `nil` for an entry that cannot be mirrored.
        private(set) var versions: [SemanticVersion?] = []

        init(_ answer: [GraphAnswer.Node]) {
            let found = answer.map { $0.version.flatMap { try? SemanticVersion($0) } }
            for (version, node) in zip(found, answer) {
                guard let version, faults[version] == nil else { continue }
                do throws(UpdateGraphError) {
                    let payload = try UpdateGraph.payload(node)
                    if let other = nodes[version]?.payload, other.digest != payload.digest {
                        throw UpdateGraphError("it is listed twice, as \(other) and as \(payload)")
                    }
                    nodes[version] = nodes[version] ?? Node(version: version, payload: payload, metadata: node.metadata)
                } catch {
                    nodes[version] = nil
                    faults[version] = error.description
                }
            }
            versions = found.map { version in version.flatMap { nodes[$0]?.version } }
        }
    }

    /// An update, given by its ends.
    private struct Way: Hashable {
        let from: SemanticVersion
        let to: SemanticVersion
    }

    private static func decode(_ json: [UInt8]) throws(UpdateGraphError) -> GraphAnswer {
        do {
            return try JSONDecoder().decode(GraphAnswer.self, from: Data(json))
        } catch {
            let fault = JSONFault(error)
            let place = fault.place.map { "at `\($0)`: " } ?? ""
            throw UpdateGraphError("the answer is not an update graph: \(place)\(fault.message)")
        }
    }

    /// Refuses a graph that would take minutes to search: real channels have some hundred releases.
    private static func checkSize(of answer: GraphAnswer) throws(UpdateGraphError) {
        let edges = answer.edges.count + answer.conditionalEdges.reduce(0) { $0 + $1.edges.count }
        for (count, limit, name) in [(answer.nodes.count, 10_000, "releases"), (edges, 500_000, "updates")]
        where count > limit {
            throw UpdateGraphError("it has \(count) \(name), more than the \(limit) that are read of a channel")
        }
    }

    /// The reason why a release has no version.
    private static func fault(of node: GraphAnswer.Node) -> String {
        guard let text = node.version else { return "without any" }
        do {
            _ = try SemanticVersion(text)
            return "`\(text)`"
        } catch {
            return "\(error)"
        }
    }

    private static func payload(_ node: GraphAnswer.Node) throws(UpdateGraphError) -> ImageReference {
        guard let text = node.payload else { throw UpdateGraphError("it has no payload") }
        let reference: ImageReference
        do {
            reference = try ImageReference(text)
        } catch {
            throw UpdateGraphError("its payload is `\(text)`: \(error.message)")
        }
        guard reference.digest != nil else {
            throw UpdateGraphError("its payload is `\(text)`, expected one by digest")
        }
        return reference
    }

    /// The name of a risk for which the service gives none.
    private static let unnamed = "without a name"

    /// The conditional updates between two releases of the channel.
    private static func conditions(
        _ answer: GraphAnswer,
        _ nodes: [SemanticVersion: Node]
    ) -> [Way: [UpgradeRisk]] {
        func node(_ text: String?) -> SemanticVersion? {
            text.flatMap { try? SemanticVersion($0) }.flatMap { nodes[$0]?.version }
        }
        var conditions: [Way: Set<UpgradeRisk>] = [:]
        for group in answer.conditionalEdges {
            let named = group.risks.map { risk in
                UpgradeRisk(name: risk.name ?? unnamed, url: risk.url ?? "", message: risk.message ?? "")
            }
            // It must not look like an update without conditions.
            let risks = named.isEmpty ? [UpgradeRisk(name: unnamed, url: "", message: "")] : named
            for edge in group.edges {
                guard let from = node(edge.from), let to = node(edge.to) else { continue }
                conditions[Way(from: from, to: to), default: []].formUnion(risks)
            }
        }
        return conditions.mapValues { $0.sorted { ($0.name, $0.url, $0.message) < ($1.name, $1.url, $1.message) } }
    }
}
