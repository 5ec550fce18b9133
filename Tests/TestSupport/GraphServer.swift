// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import OCI
import Scheduling

/// An update service on loopback, whose answers have the shape of Red Hat's.
package final class GraphServer: Sendable {
    /// An update that has a risk.
    package struct Conditional: Sendable {
        package let from: String
        package let to: String
        package let risk: String

        package init(_ from: String, _ to: String, risk: String) {
            (self.from, self.to, self.risk) = (from, to, risk)
        }
    }

    private struct Key: Hashable {
        let channel: String
        let architecture: String
    }

    private let answers: Guarded<[Key: [UInt8]]>
    private let server: LoopbackServer

    /// Starts a service without channels; for these it answers with an empty graph, as the real one does.
    package init() throws {
        let answers = Guarded<[Key: [UInt8]]>([:])
        self.answers = answers
        server = try LoopbackServer { exchange in
            guard exchange.headers.values("Accept") == ["application/json"] else {
                return try exchange.respond(415, text: "{\"kind\":\"invalid_content_type\"}")
            }
            guard let channel = exchange.query("channel"), let architecture = exchange.query("arch"),
                exchange.query("id") != nil
            else { return try exchange.respond(400, text: "{\"kind\":\"missing_params\"}") }
            let key = Key(channel: channel, architecture: architecture)
            let body = answers.withLock { $0[key] } ?? Array("{\"nodes\":[],\"edges\":[]}".utf8)
            try exchange.respond(200, headers: ["Content-Type": "application/json"], body: body)
        }
    }

    /// The URL for `UPDATE_URL_OVERRIDE`.
    package var url: String { "\(server.url)/api/upgrades_info/v1/graph" }

    /// The parameters of every request so far.
    package var queries: [String] {
        server.requests.map { request in request.target.drop { $0 != "?" }.dropFirst().description }
    }

    /// What was asked so far, such as `stable-4.16 amd64`, in order.
    package var asked: [String] {
        server.requests.compactMap { request in
            let items = URLComponents(string: request.target)?.queryItems ?? []
            let values = ["channel", "arch"].map { name in items.first { $0.name == name }?.value ?? "" }
            return values.joined(separator: " ")
        }
    }

    /// Refuses connections from now on.
    package func stop() { server.stop() }

    /// Says what a channel has; edges are pairs of indexes into `nodes`.
    package func add(
        _ channel: String,
        architecture: String = "amd64",
        nodes: [String],
        edges: [[Int]] = [],
        conditional: [Conditional] = [],
        channels: [String]? = nil,
        payload: (String) -> String = { GraphServer.payload($0) }
    ) throws {
        let body = try Self.body(
            nodes.map { version in
                [
                    "version": version, "payload": payload(version),
                    "metadata": [
                        "io.openshift.upgrades.graph.release.channels": (channels ?? [channel]).joined(separator: ","),
                        "url": "https://access.redhat.com/errata/RHSA-2024:1",
                    ],
                ] as [String: Any]
            },
            edges,
            conditional
        )
        set(channel, architecture: architecture, body: body)
    }

    /// Sets the bytes of an answer, whatever they are.
    package func set(_ channel: String, architecture: String = "amd64", body: [UInt8]) {
        let key = Key(channel: channel, architecture: architecture)
        answers.withLock { $0[key] = body }
    }

    /// The payload that a release has where a test does not say another.
    package static func payload(_ version: String) -> String {
        "quay.io/openshift-release-dev/ocp-release@\(Digest(of: Array(version.utf8)))"
    }

    private static func body(
        _ nodes: [[String: Any]],
        _ edges: [[Int]],
        _ conditional: [Conditional]
    ) throws -> [UInt8] {
        let conditions = conditional.map { update in
            [
                "edges": [["from": update.from, "to": update.to]],
                "risks": [
                    [
                        "url": "https://issues.redhat.com/browse/\(update.risk)", "name": update.risk,
                        "message": "Clusters with \(update.risk) lose their way.",
                        "matchingRules": [["type": "PromQL", "promql": ["promql": "group(x) or 0 * group(y)"]]],
                    ] as [String: Any]
                ],
            ] as [String: Any]
        }
        let answer: [String: Any] = ["version": 1, "nodes": nodes, "edges": edges, "conditionalEdges": conditions]
        return [UInt8](try JSONSerialization.data(withJSONObject: answer, options: [.sortedKeys]))
    }
}
