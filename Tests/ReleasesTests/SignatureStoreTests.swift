// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Cache
import Downloads
import Foundation
import HTTPTransport
import MirrorConfiguration
import OCI
import Plans
import Releases
import TestSupport
import Testing

struct SignatureStoreTests {
    @Test func `a release without signatures is told as such`() async throws {
        let bench = try await SignatureBench()
        let error = try await bench.refusal()
        #expect(error.kind == .noSignature)
        #expect(
            error.description.hasPrefix("release \(bench.digest): it has no signature at \(bench.place(1))\n")
        )
        #expect(bench.server.requests.count == 1)
    }

    @Test("a store that refuses is told with its URL and its answer", arguments: [403, 503])
    func refusing(status: Int) async throws {
        let bench = try await SignatureBench(status: status)
        let error = try await bench.refusal()
        guard case .storeFailed(let cause) = error.kind else { throw error }
        #expect(cause.kind == .status(status))
        #expect(error.description.contains("GET \(bench.place(1)): the server answered \(status): not today\n"))
    }

    @Test func `a verified signature is used from the cache, with the store out of reach`() async throws {
        let bench = try await SignatureBench()
        bench.server.store([try await bench.key.sign(release: "\(bench.digest)")], for: "\(bench.digest)")
        let first = try await bench.verify()
        bench.server.stop()
        #expect(try await bench.verify() == first)
        #expect(bench.server.requests.count == 2)
    }

    @Test func `the store is asked again where no cached signature counts`() async throws {
        let bench = try await SignatureBench()
        let good = try await bench.key.sign(release: "\(bench.digest)")
        try bench.folder.write("junk", to: "cache/mirror/signatures/sha256-\(bench.digest.hex)/signature-1")
        bench.server.store([good], for: "\(bench.digest)")
        #expect(try await bench.verify().signatures.count == 1)
        #expect(try Array(Data(contentsOf: URL(filePath: "\(bench.cached)/signature-1"))) == good)
    }

    @Test("a store that fails after a good signature has done enough", arguments: [403, 503])
    func goodBeforeFailure(status: Int) async throws {
        let bench = try await SignatureBench()
        let stranger = try await ReleaseKey.make()
        let good = try await bench.key.sign(release: "\(bench.digest)")
        let foreign = try await stranger.sign(release: "\(bench.digest)")
        bench.server.store([foreign, good, good], for: "\(bench.digest)")
        bench.server.refuse(signature: 3, status: status)
        #expect(try await bench.verify().signatures.count == 1)
        #expect(try bench.kept == [good])
        bench.server.stop()
        #expect(try await bench.verify().signatures.count == 1)
    }

    @Test func `a store that fails before a good signature is told, with the signatures that do not count`()
        async throws
    {
        let bench = try await SignatureBench()
        let good = try await bench.key.sign(release: "\(bench.digest)")
        bench.server.store([Array("junk".utf8), good], for: "\(bench.digest)")
        bench.server.refuse(signature: 2, status: 403)
        let error = try await bench.refusal()
        guard case .storeFailed(let cause) = error.kind else { throw error }
        #expect(cause.kind == .status(403))
        #expect(error.attempts.map(\.place) == [bench.place(1)])
        #expect(!FileManager.default.fileExists(atPath: bench.cached))
    }

    @Test func `the store is asked anew on demand, and what it has then takes the cache's place`() async throws {
        let bench = try await SignatureBench()
        let first = try await bench.key.sign(release: "\(bench.digest)")
        let second = try await bench.key.sign(release: "\(bench.digest)", options: ["--armor"])
        bench.server.store([first, first], for: "\(bench.digest)")
        #expect(try await bench.verify().signatures.count == 2)
        bench.server.store([second], for: "\(bench.digest)")
        #expect(try await bench.verify().signatures.count == 2)
        #expect(
            try await bench.verify(refreshes: true).signatures.map(\.message) == [Data(second).base64EncodedString()]
        )
        #expect(try bench.kept == [second])
        bench.server.store([], for: "\(bench.digest)")
        let error = await #expect(throws: ReleaseSignatureError.self) { try await bench.verify(refreshes: true) }
        #expect(error?.kind == .noSignature)
        #expect(try await bench.verify().signatures.count == 1)
    }

    @Test func `what the cache had is told too when the store cannot be asked`() async throws {
        let bench = try await SignatureBench()
        try bench.folder.write("junk", to: "cache/mirror/signatures/sha256-\(bench.digest.hex)/signature-1")
        bench.server.stop()
        let error = try await bench.refusal()
        guard case .storeFailed = error.kind else { throw error }
        #expect(error.attempts.map(\.place) == ["\(bench.cached)/signature-1"])
    }

    @Test func `no more than ten signatures are fetched, and none that is too long`() async throws {
        let bench = try await SignatureBench()
        let good = try await bench.key.sign(release: "\(bench.digest)")
        bench.server.store([[UInt8]](repeating: good, count: 12), for: "\(bench.digest)")
        #expect(try await bench.verify().signatures.count == 10)
        let other = try await SignatureBench()
        other.server.store([[UInt8](repeating: 0, count: 64 << 10 + 1)], for: "\(other.digest)")
        let error = try await other.refusal()
        guard case .storeFailed(let cause) = error.kind else { throw error }
        #expect(cause.kind == .tooLong)
    }

    @Test("a folder serves as a store", arguments: ["", "/"])
    func folder(end: String) async throws {
        let bench = try await SignatureBench()
        let good = try await bench.key.sign(release: "\(bench.digest)")
        try bench.folder.write(good, to: "my store/sha256=\(bench.digest.hex)/signature-1")
        let url = "file://\(bench.folder["my%20store"])\(end)"
        #expect(try await bench.verify(url: url).signatures.count == 1)
        // Its key is another one, its release the same.
        #expect(try await SignatureBench().refusal(url: url).kind == .noneCounts)
        #expect(try await SignatureBench().refusal(url: "file://\(bench.folder["absent"])").kind == .noSignature)
    }

    @Test(
        "a URL that names no store is an error",
        arguments: [
            "nonsense", "ftp://host/", "https://h/?token=sesame", "https://me:ses ame@h/", "file:x", "https:///",
        ]
    )
    func invalid(url: String) throws {
        let error = #expect(throws: SignatureStoreError.self) { try store(url) }
        let text = try #require(error?.description)
        #expect(text.hasPrefix("OCP_SIGNATURE_URL does not name a store of signatures\n"))
        #expect(!text.contains(url))
    }

    @Test("each product has its store, which one URL replaces", arguments: ReleaseChannelType.allCases)
    func standard(product: ReleaseChannelType) throws {
        let digest = Digest(of: [])
        let base =
            switch product {
            case .ocp: "https://mirror.openshift.com/pub/openshift-v4/signatures/openshift/release"
            case .okd: "https://storage.googleapis.com/openshift-ci-release/releases/signatures/openshift/release"
            }
        #expect(try store("").location(digest, product) == "\(base)/sha256=\(digest.hex)")
        let own = try store("https://me:secret@host/a")
        #expect(own.location(digest, product) == "https://host/a/sha256=\(digest.hex)")
    }

    private func store(_ url: String) throws -> SignatureStore {
        try SignatureStore(
            environment: ["OCP_SIGNATURE_URL": url],
            downloader: Downloader(transport: CurlTransport(CurlTransportOptions(version: "test"))),
            cache: DiskCache(root: "/nonexistent")
        )
    }
}
