// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// A store of signatures on loopback: `<url>sha256=<hex>/signature-<n>`.
package final class SignatureServer: Sendable {
    private let server: LoopbackServer
    private let signatures: Guarded<[String: [[UInt8]]]>

    /// `status` is what it answers to every request, if it is to misbehave.
    package init(status: Int? = nil) throws {
        let signatures = Guarded<[String: [[UInt8]]]>([:])
        self.signatures = signatures
        server = try LoopbackServer { exchange in
            if let status { return try exchange.respond(status, text: "not today") }
            let parts = exchange.path.split(separator: "/").map(String.init)
            let stored = signatures.withLock { $0[parts.count == 3 ? parts[1] : ""] } ?? []
            guard parts.first == "signatures",
                let number = parts.last?.split(separator: "-").last.flatMap({ Int($0) }),
                stored.indices.contains(number - 1)
            else { return try exchange.respond(404, text: "not found") }
            try exchange.respond(200, body: stored[number - 1])
        }
    }

    /// What `OCP_SIGNATURE_URL` names.
    package var url: String { "\(server.url)/signatures/" }
    /// The paths that were asked for, in order.
    package var requests: [String] { server.requests.map(\.target) }

    /// Keeps the signatures of a release, the first as `signature-1`.
    package func store(_ messages: [[UInt8]], for digest: String) {
        signatures.withLock { $0[digest.replacing(":", with: "=")] = messages }
    }

    package func stop() { server.stop() }
}
