// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// A store of signatures on loopback: `<url>sha256=<hex>/signature-<n>`.
package final class SignatureServer: Sendable {
    private let server: LoopbackServer
    private let signatures: Guarded<[String: [[UInt8]]]>
    private let refused = Guarded<(number: Int, status: Int)?>(nil)

    /// `status` is what it answers to every request, if it is to misbehave.
    package init(status: Int? = nil) throws {
        let signatures = Guarded<[String: [[UInt8]]]>([:])
        self.signatures = signatures
        let refused = refused
        server = try LoopbackServer { exchange in
            if let status { return try exchange.respond(status, text: "not today") }
            let parts = exchange.path.split(separator: "/").map(String.init)
            let stored = signatures.withLock { $0[parts.count == 3 ? parts[1] : ""] } ?? []
            guard parts.first == "signatures",
                let number = parts.last?.split(separator: "-").last.flatMap({ Int($0) }),
                stored.indices.contains(number - 1)
            else { return try exchange.respond(404, text: "not found") }
            if let refused = refused.withLock({ $0 }), refused.number == number {
                return try exchange.respond(refused.status, text: "not today")
            }
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

    /// Answers with a status, from now on, to who asks for one of the signatures that a release has.
    package func refuse(signature number: Int, status: Int) { refused.withLock { $0 = (number, status) } }

    package func stop() { server.stop() }
}
