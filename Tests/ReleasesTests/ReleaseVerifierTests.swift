// SPDX-License-Identifier: Apache-2.0

import Downloads
import Foundation
import HTTPTransport
import Layouts
import MirrorConfiguration
import OCI
import OpenPGP
import Plans
import Releases
import Scheduling
import TestSupport
import Testing

/// A release, a key, a store and a cache.
private struct Bench {
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

    var cached: String { folder["cache/signatures/sha256-\(digest.hex)"] }

    func verifier(url: String? = nil, refreshes: Bool = false) async throws -> ReleaseVerifier {
        let file = try folder.write(try await key.exported(), to: "key")
        let time = TimeSource(now: { Date(timeIntervalSince1970: 0) }, sleep: { _ in })
        return ReleaseVerifier(
            keyring: try await Keyring(paths: [file], environment: ProcessInfo.processInfo.environment),
            store: try SignatureStore(
                environment: ["OCP_SIGNATURE_URL": url ?? server.url],
                downloader: Downloader(
                    transport: CurlTransport(CurlTransportOptions(version: "test")),
                    retry: RetryPolicy(attempts: 2, connectionAttempts: 2, time: time)
                ),
                cache: DiskCache(root: folder["cache"])
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

struct ReleaseVerifierTests {
    @Test func `a release that a trusted key signed has its signature and its name`() async throws {
        let bench = try await Bench()
        let message = try await bench.key.sign(release: "\(bench.digest)")
        bench.server.store([message], for: "\(bench.digest)")
        let release = try await bench.verify()
        let expected = ReleaseSignature(
            fingerprint: bench.key.fingerprint,
            message: Data(message).base64EncodedString()
        )
        #expect(release.signatures == [expected])
        #expect(release.name?.description == "quay.io/openshift-release-dev/ocp-release:4.16.3-x86_64")
        let folder = "/signatures/sha256=\(bench.digest.hex)"
        #expect(bench.server.requests == ["\(folder)/signature-1", "\(folder)/signature-2"])
    }

    @Test func `one of several signatures is enough, and each that counts is kept in order`() async throws {
        let bench = try await Bench()
        let stranger = try await ReleaseKey.make()
        let good = try await bench.key.sign(release: "\(bench.digest)")
        let armoured = try await bench.key.sign(release: "\(bench.digest)", options: ["--armor"])
        let foreign = try await stranger.sign(release: "\(bench.digest)")
        bench.server.store([foreign, good, Array("<html>".utf8), armoured], for: "\(bench.digest)")
        let messages = try await bench.verify().signatures.map(\.message)
        #expect(messages == [good, armoured].map { Data($0).base64EncodedString() })
    }

    @Test func `a good signature of another release, or of something else, does not count`() async throws {
        let bench = try await Bench()
        let key = bench.key.fingerprint
        let other = Digest(of: "another".utf8)
        let claim = ReleaseKey.claim("\(bench.digest)", type: "cosign")
        bench.server.store(
            [
                try await bench.key.sign(release: "\(other)"), try await bench.key.sign(claim.utf8),
                try await bench.key.sign("{}".utf8),
                try await bench.key.sign(release: "\(bench.digest)".uppercased()),
            ],
            for: "\(bench.digest)"
        )
        let error = try await bench.refusal()
        #expect(error.kind == .noneCounts)
        let upper = "\(bench.digest)".uppercased()
        let reasons: [ReleaseSignatureError.Claim] = [
            .otherDigest("\(other)", key: key), .otherType("cosign", key: key), .noClaim(key: key),
            .otherDigest(upper, key: key),
        ]
        #expect(error.attempts.map(\.reason) == reasons.map { .claim($0) })
        #expect(error.attempts.map(\.place) == (1...4).map(bench.place))
    }

    @Test func `where none counts, each is told with its reason, and what to do once`() async throws {
        let bench = try await Bench()
        let stranger = try await ReleaseKey.make()
        let foreign = try await stranger.sign(release: "\(bench.digest)")
        bench.server.store([foreign, foreign, Array("junk".utf8)], for: "\(bench.digest)")
        let error = try await bench.refusal(product: .okd)
        let signed = "it was signed on 2022-06-01T00:00:00Z by key \(stranger.fingerprint), which no key file has"
        #expect(
            error.description == """
                release \(bench.digest): none of its signatures counts
                  \(bench.place(1)): \(signed)
                  \(bench.place(2)): \(signed)
                  \(bench.place(3)): it is no OpenPGP message that carries a text and its signature
                the key files were \(bench.folder["key"]); if you trust key \(stranger.fingerprint), \
                name the file that has it by --release-key
                get it again, from where its publisher offers it
                releases of OKD are signed by a key of their own: take keys/verifier-public-key-openshift-ci-4 of \
                https://github.com/openshift/cluster-update-keys and name it by --release-key
                `--ignore-release-signature` plans the release without a proof of where it comes from
                """
        )
        #expect(try await bench.refusal().description.contains("OKD") == false)
    }

    @Test(
        "the name is that of the signed text, if it has a tag",
        arguments: [("a/b:1", "docker.io/a/b:1"), ("::", nil)]
    )
    func names(text: String, name: String?) async throws {
        let bench = try await Bench()
        let message = try await bench.key.sign(ReleaseKey.claim("\(bench.digest)", name: text).utf8)
        bench.server.store([message], for: "\(bench.digest)")
        #expect(try await bench.verify().name?.description == name)
    }
}

struct SignatureStoreTests {
    @Test func `a release without signatures is told as such`() async throws {
        let bench = try await Bench()
        let error = try await bench.refusal()
        #expect(error.kind == .noSignature)
        #expect(
            error.description.hasPrefix("release \(bench.digest): there is no signature of it at \(bench.place(1))\n")
        )
        #expect(bench.server.requests.count == 1)
    }

    @Test("a store that refuses is told with its URL and its answer", arguments: [403, 503])
    func refusing(status: Int) async throws {
        let bench = try await Bench(status: status)
        let error = try await bench.refusal()
        guard case .storeFailed(let cause) = error.kind else { throw error }
        #expect(cause.kind == .status(status))
        #expect(error.description.contains("GET \(bench.place(1)): the server answered \(status): not today\n"))
    }

    @Test func `a verified signature is used from the cache, with the store out of reach`() async throws {
        let bench = try await Bench()
        bench.server.store([try await bench.key.sign(release: "\(bench.digest)")], for: "\(bench.digest)")
        let first = try await bench.verify()
        bench.server.stop()
        #expect(try await bench.verify() == first)
        #expect(bench.server.requests.count == 2)
    }

    @Test func `the store is asked again where no cached signature counts`() async throws {
        let bench = try await Bench()
        let good = try await bench.key.sign(release: "\(bench.digest)")
        try bench.folder.write("junk", to: "cache/signatures/sha256-\(bench.digest.hex)/signature-1")
        bench.server.store([good], for: "\(bench.digest)")
        #expect(try await bench.verify().signatures.count == 1)
        #expect(try Array(Data(contentsOf: URL(filePath: "\(bench.cached)/signature-1"))) == good)
    }

    @Test("a store that fails after a good signature has done enough", arguments: [403, 503])
    func goodBeforeFailure(status: Int) async throws {
        let bench = try await Bench()
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
        let bench = try await Bench()
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
        let bench = try await Bench()
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
        let bench = try await Bench()
        try bench.folder.write("junk", to: "cache/signatures/sha256-\(bench.digest.hex)/signature-1")
        bench.server.stop()
        let error = try await bench.refusal()
        guard case .storeFailed = error.kind else { throw error }
        #expect(error.attempts.map(\.place) == ["\(bench.cached)/signature-1"])
    }

    @Test func `no more than ten signatures are fetched, and none that is too long`() async throws {
        let bench = try await Bench()
        let good = try await bench.key.sign(release: "\(bench.digest)")
        bench.server.store([[UInt8]](repeating: good, count: 12), for: "\(bench.digest)")
        #expect(try await bench.verify().signatures.count == 10)
        let other = try await Bench()
        other.server.store([[UInt8](repeating: 0, count: 64 << 10 + 1)], for: "\(other.digest)")
        let error = try await other.refusal()
        guard case .storeFailed(let cause) = error.kind else { throw error }
        #expect(cause.kind == .tooLong)
    }

    @Test("a folder serves as a store", arguments: ["", "/"])
    func folder(end: String) async throws {
        let bench = try await Bench()
        let good = try await bench.key.sign(release: "\(bench.digest)")
        try bench.folder.write(good, to: "my store/sha256=\(bench.digest.hex)/signature-1")
        let url = "file://\(bench.folder["my%20store"])\(end)"
        #expect(try await bench.verify(url: url).signatures.count == 1)
        // Its key is another one, its release the same.
        #expect(try await Bench().refusal(url: url).kind == .noneCounts)
        #expect(try await Bench().refusal(url: "file://\(bench.folder["absent"])").kind == .noSignature)
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
        #expect(text.hasPrefix("OCP_SIGNATURE_URL names no store of signatures\n"))
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

struct TrustedKeysTests {
    @Test func `the option comes first, then the environment, then the distribution's key`() throws {
        let folder = try TemporaryDirectory()
        let set = ["OCP_SIGNATURE_VERIFICATION_PK": "/env"]
        func paths(_ options: [String], _ environment: [String: String]) throws -> [String] {
            try TrustedKeys(releaseKeys: options, environment: environment, systemFolder: folder.path).paths
        }
        let error = #expect(throws: MissingReleaseKey.self) { try paths([], ["OCP_SIGNATURE_VERIFICATION_PK": ""]) }
        let text = try #require(error?.description)
        for part in ["--release-key", "OCP_SIGNATURE_VERIFICATION_PK", folder.path, "access.redhat.com", "OKD"] {
            #expect(text.contains(part))
        }
        #expect(try paths([], set) == ["/env"])
        let standard = try folder.write("key", to: "pki/rpm-gpg/RPM-GPG-KEY-redhat-release")
        #expect(try paths([], [:]) == [standard])
        #expect(try paths([], set) == ["/env"])
        #expect(try paths(["/a", "/b"], set) == ["/a", "/b"])
    }
}
