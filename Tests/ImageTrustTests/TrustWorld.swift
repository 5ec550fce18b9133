// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Downloads
import Foundation
import HTTPTransport
import ImageAccess
import OCI
import Scheduling
import TestSupport
import TrustPolicies

@testable import ImageTrust

/// A registry, a folder for policies, keys and signatures, and what a policy says of images.
final class TrustWorld: Sendable {
    let registry: FakeRegistry
    let folder: TemporaryDirectory

    init() throws {
        registry = try FakeRegistry()
        folder = try TemporaryDirectory()
    }

    var host: String { registry.server.host }

    /// An image in the registry under the tag `1`.
    func image(_ name: String, _ text: String = "content") throws -> TestImage {
        let image = try TestImage(layers: [Array(text.utf8)])
        registry.add(image, to: name, tag: "1")
        return image
    }

    /// Asks a policy with one scope, the registry, about the tag `1` of a repository, or about its digest.
    func verdict(
        _ requirements: String,
        on name: String,
        _ image: TestImage,
        isPinned: Bool = false,
        platforms: [Platform] = [],
        stores: String? = nil
    ) async throws -> TrustVerdict {
        let text = """
            {"default": [{"type": "reject"}], "transports": {"docker": {
             "\(host)": [\(requirements)]}}}
            """
        let files = TrustFiles(
            policy: try folder.write(text, to: "policy.json"),
            environment: ["HOME": folder.path],
            systemDirectory: folder["etc"],
            isRoot: false
        )
        try folder.write(stores ?? "", to: ".config/containers/registries.d/default.yaml")
        guard let policy = try files.policy() else { preconditionFailure("the policy was just written") }
        let finder = SignatureFinder(
            library: ImageLibrary(client: .test()),
            downloader: Downloader(transport: CurlTransport(.init(version: "test")), retry: .tries(1)),
            stores: try files.stores()
        )
        let verifier = TrustVerifier(policy: policy, finder: finder, environment: ProcessInfo.processInfo.environment)
        let reference = try ImageReference(isPinned ? "\(host)/\(name)@\(image.digest)" : "\(host)/\(name):1")
        return try await verifier.verdict(
            on: TrustedImage(.registry(reference), digest: image.digest, platforms: platforms)
        )
    }

    /// Keeps a signature in a store in the folder `store`.
    func keep(_ message: [UInt8], for name: String, _ digest: Digest, number: Int = 1) throws {
        try folder.write(message, to: "store/\(name)@sha256=\(digest.hex)/signature-\(number)")
    }

    /// What registries.d says, so that signatures are looked for in the folder `store` and beside images.
    var stores: String { "default-docker: {lookaside: 'file://\(folder["store"])', use-sigstore-attachments: true}" }
}

extension SigningKey {
    /// Puts a signature beside an image in a registry.
    func attach(
        to image: TestImage,
        _ name: String,
        in world: TrustWorld,
        reference: String? = nil,
        digest: String? = nil,
        type: String = SignedClaim.sigstoreType
    ) throws {
        let signed = try signature(of: image, for: reference ?? "\(world.host)/\(name)", digest: digest, type: type)
        world.registry.add(signed, to: name, tag: image.signatureTag)
    }
}
