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

    package init(_ image: TestImage) throws {
        self.image = image
        gate.enter()
        storage = try LoopbackServer { [gate] exchange in
            // Every connection has a thread of its own.
            gate.wait()
            let hex = exchange.request.target.split(separator: ":").last.map { String($0.prefix(64)) } ?? ""
            guard let digest = try? Digest("sha256:\(hex)"), let bytes = image.blobs[digest] else {
                return try exchange.respond(404, text: "no such blob")
            }
            try exchange.respond(200, body: bytes)
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

    /// Lets the blobs go.
    package func release() { gate.leave() }
}
