// SPDX-License-Identifier: Apache-2.0

import Cache
import Downloads
import Foundation
import HTTPTransport
import MirrorConfiguration
import OCI
import OpenPGP
import Releases
import Scheduling
import TestSupport
import Testing

/// A release, a key, a store and a cache.
struct SignatureBench {
    let folder: TemporaryDirectory
    let server: SignatureServer
    let key: ReleaseKey
    let digest: Digest

    init(status: Int? = nil) async throws {
        folder = try TemporaryDirectory()
        server = try SignatureServer(status: status)
        key = try await ReleaseKey.make()
        digest = Digest(of: "a release".utf8)
    }

    var cached: String { folder["cache/mirror/signatures/sha256-\(digest.hex)"] }

    func verifier(url: String? = nil, refreshes: Bool = false, archive: String? = nil) async throws -> ReleaseVerifier {
        let file = try folder.write(try await key.exported(), to: "key")
        return ReleaseVerifier(
            keyring: try await Keyring(paths: [file], environment: ProcessInfo.processInfo.environment),
            store: try SignatureStore(
                environment: ["OCP_SIGNATURE_URL": url ?? server.url],
                downloader: Downloader(
                    transport: CurlTransport(CurlTransportOptions(version: "test")),
                    retry: .tries(2)
                ),
                cache: DiskCache(root: folder["cache"]),
                archive: archive
            ),
            refreshes: refreshes
        )
    }

    func verify(
        product: ReleaseChannelType = .ocp,
        url: String? = nil,
        refreshes: Bool = false
    ) async throws -> VerifiedRelease {
        try await verifier(url: url, refreshes: refreshes).verify(digest, product: product)
    }

    /// What is kept for later runs, in order.
    var kept: [[UInt8]] {
        get throws {
            let files = try FileManager.default.contentsOfDirectory(atPath: cached).sorted()
            #expect(files == files.indices.map { "signature-\($0 + 1)" })
            return try files.map { [UInt8](try Data(contentsOf: URL(filePath: "\(cached)/\($0)"))) }
        }
    }

    func refusal(product: ReleaseChannelType = .ocp, url: String? = nil) async throws -> ReleaseSignatureError {
        try #require(
            await #expect(throws: ReleaseSignatureError.self) { try await verify(product: product, url: url) }
        )
    }

    func place(_ number: Int) -> String { "\(server.url)sha256=\(digest.hex)/signature-\(number)" }
}
