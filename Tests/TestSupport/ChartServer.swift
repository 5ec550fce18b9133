// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import Scheduling

/// A chart repository over HTTP, at the path `/charts` of a loopback server.
package final class ChartServer: Sendable {
    package static let user = "ali"
    package static let password = "sesame-of-helm"

    package let server: LoopbackServer
    private let files: Guarded<[String: [UInt8]]>

    /// Serves charts; with `wantsPassword` only to ``user`` with ``password``.
    package init(_ charts: [TestChart] = [], wantsPassword: Bool = false) throws {
        let files = Guarded<[String: [UInt8]]>([:])
        self.files = files
        server = try LoopbackServer { exchange in
            if wantsPassword, exchange.headers["Authorization"] != Self.authorization {
                return try exchange.respond(401, headers: ["WWW-Authenticate": "Basic"], text: "who are you?")
            }
            guard let bytes = files.withLock({ $0[exchange.path] }) else {
                return try exchange.respond(404, text: "no such file")
            }
            try exchange.respond(200, body: bytes)
        }
        publish(charts)
    }

    /// The repository's address, as a configuration has it.
    package var url: String { "\(server.url)/charts" }

    /// What a client sends that knows the password.
    package static var authorization: String {
        "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
    }

    /// Puts charts beside those that are there, and writes the index of all given ones.
    package func publish(_ charts: [TestChart]) {
        for chart in charts { put(chart.bytes, at: "/charts/\(chart.file)") }
        let entries = Dictionary(grouping: charts, by: \.name).sorted { $0.key < $1.key }
            .map { "  \($0):\n" + $1.map { $0.entry() }.joined(separator: "\n") }.joined(separator: "\n")
        putIndex("apiVersion: v1\nentries:\(entries.isEmpty ? " {}" : "\n\(entries)")\n")
    }

    /// Replaces the index.
    package func putIndex(_ text: String) { put(Array(text.utf8), at: "/charts/index.yaml") }

    /// Puts a file at a path.
    package func put(_ bytes: [UInt8], at path: String) { files.withLock { $0[path] = bytes } }

    /// Removes a file.
    package func remove(_ path: String) { files.withLock { $0[path] = nil } }

    /// The paths that were asked for.
    package var requests: [String] { server.requests.map(\.target) }
}
