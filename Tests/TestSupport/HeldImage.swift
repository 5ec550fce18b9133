// SPDX-License-Identifier: Apache-2.0

import Dispatch
package import OCI

/// An image on a registry of its own whose blobs are not sent before the test says so.
///
/// Whoever copies it is caught in the middle, for as long as the test needs.
package final class HeldImage: Sendable {
    package let image: TestImage
    private let registry: FakeRegistry
    private let storage: LoopbackServer
    private let gate = DispatchGroup()

    /// Holds an image up; the first `prefix` bytes of each blob are sent at once.
    package init(_ image: TestImage, sending prefix: Int = 0) throws {
        self.image = image
        gate.enter()
        storage = try LoopbackServer { [gate] exchange in
            // Every connection has a thread of its own.
            if prefix == 0 { gate.wait() }
            let hex = exchange.request.target.split(separator: ":").last.map { String($0.prefix(64)) } ?? ""
            guard let digest = try? Digest("sha256:\(hex)"), let bytes = image.blobs[digest] else {
                return try exchange.respond(404, text: "no such blob")
            }
            var sent = 0
            try exchange.respond(200, length: bytes.count) {
                if sent > 0 { gate.wait() }
                let piece = bytes[sent...].prefix(sent == 0 && prefix > 0 ? prefix : 65_536)
                sent += piece.count
                return Array(piece)
            }
        }
        var options = FakeRegistry.Options()
        options.blobLocation = storage.url
        registry = try FakeRegistry(options)
        registry.add(image, to: "held", tag: "1")
    }

    package var host: RegistryHost {
        get throws { try registry.host }
    }

    /// The reference by which the image is asked for.
    package var reference: String { "\(registry.server.host)/held:1" }

    /// Whether somebody waits for a blob.
    package var isAskedFor: Bool { !storage.requests.isEmpty }

    /// Waits until somebody asks for a blob.
    package func waitUntilAskedFor() async throws {
        try await waitUntil("somebody asks for \(reference)") { isAskedFor }
    }

    /// How often blobs were asked for.
    package var requests: Int { storage.requests.count }

    /// How often a blob was asked for.
    package func requests(of blob: Digest) -> Int { storage.requests.count { $0.target.contains(blob.hex) } }

    /// Lets the blobs go.
    package func release() { gate.leave() }
}
