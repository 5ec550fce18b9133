// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import HTTPTransport
import ImageAccess
import MirrorConfiguration
import OCI
import Registry
import Releases
import Scheduling
import TestSupport
import Testing

@Suite("A release payload")
struct PayloadReaderTests {
    private let bench: PayloadBench

    init() throws { bench = try PayloadBench() }

    @Test("names its version and its components", arguments: Compression.allCases)
    func reads(compression: Compression) async throws {
        var release = TestRelease("4.16.3", for: ["arm64"], components: PayloadBench.components)
        release.compression = compression
        release.kubeVirt = ["x86_64": PayloadBench.reference("x"), "s390x": PayloadBench.reference("s")]
        let payload = try await bench.read(release)
        #expect(payload.version.description == "4.16.3")
        #expect(payload.architecture == "arm64")
        #expect(payload.components.map(\.name) == ["cli", "etcd", "machine-os-content"])
        #expect(payload.components.map(\.image.description) == ["cli", "etcd", "os"].map(PayloadBench.reference))
        #expect(
            payload.kubeVirt.images.mapValues(\.description) == [
                "x86_64": PayloadBench.reference("x"), "s390x": PayloadBench.reference("s"),
            ]
        )
        #expect(payload.digest == payload.instance)
        #expect(try payload.digest == release.image().digest)
    }

    @Test("may lack the files that say nothing about components")
    func optionalFiles() async throws {
        var release = TestRelease("4.17.0-okd-scos.0", components: PayloadBench.components)
        release.hasMetadata = false
        let payload = try await bench.read(release)
        #expect(payload.version.description == "4.17.0-okd-scos.0")
        #expect(payload.kubeVirt.images.isEmpty)
    }

    @Test(
        "for several processors is read the same way on every machine",
        arguments: [(["s390x", "amd64", "arm64"], "amd64"), (["s390x", "ppc64le"], "ppc64le"), (["arm64"], "arm64")]
    )
    func index(architectures: [String], chosen: String) async throws {
        var release = TestRelease("4.16.3", for: architectures, components: PayloadBench.components)
        release.isIndex = true
        let payload = try await bench.read(release)
        #expect(payload.architecture == "multi")
        #expect(payload.digest != payload.instance)
        var single = release
        (single.architectures, single.isIndex) = ([chosen], false)
        #expect(try payload.instance == single.image().digest)
    }

    @Test("is read from a real registry, in one image or in many", arguments: [["amd64"], ["amd64", "arm64"]])
    func realRegistry(architectures: [String]) async throws {
        let server = try RegistryProcess()
        defer { server.stop() }
        let repository = Repository(host: server.host, name: try RepositoryName("ocp/release"))
        let image = try TestRelease("4.16.3", for: architectures, components: PayloadBench.components).image()
        try await image.push(to: repository, tag: "4.16.3", with: .test(.destination))
        let reader = PayloadReader(library: ImageLibrary(client: .test()), cache: bench.cache)
        let payload = try await reader.read(ImageReference(repository: repository, digest: image.digest))
        #expect(payload.components.count == 3)
        #expect(payload.architecture == (architectures.count == 1 ? "amd64" : "multi"))
    }

    @Test("is read once, whoever asks and wherever it is asked for")
    func once() async throws {
        let release = TestRelease("4.16.3", components: PayloadBench.components)
        let reader = PayloadReader(library: ImageLibrary(client: .test()), cache: bench.cache)
        let image = try release.image()
        bench.registry.add(image, to: "ocp/release")
        let reference = try bench.registry.reference("ocp/release", image)
        let payloads = try await concurrentMap(Array(0..<8), limit: 8) { _ in try await reader.read(reference) }
        #expect(Set(payloads.map(\.digest)).count == 1)
        let requests = bench.registry.log.filter { $0 != "GET /v2/" }
        // The manifest, the configuration, the layer with the release's files and the one above it.
        #expect(requests.count == Set(requests).count)
        #expect(requests.count == 4, "\(requests)")

        let elsewhere = ImageReference(
            repository: try Repository("127.0.0.1:1/some/where"),
            digest: image.digest
        )
        let again = try await PayloadReader(library: ImageLibrary(client: .test()), cache: bench.cache).read(elsewhere)
        #expect(again == payloads[0])
        #expect(bench.registry.log.count == requests.count + 1)
    }

    @Test("is read again where what was kept of it is not as it was written")
    func brokenCache() async throws {
        var release = TestRelease("4.16.3", components: PayloadBench.components)
        release.kubeVirt = ["x86_64": PayloadBench.reference("x")]
        let payload = try await bench.read(release)
        let name = "cache/mirror/payloads/sha256-\(payload.digest.hex)"
        let written = try bench.directory.read(name)
        let text = String(decoding: written, as: UTF8.self)
        let requests = bench.registry.log.count
        let changes = [
            "", "{}", "null", String(text.dropLast(20)), text.replacing("\"format\": 3", with: "\"format\": 4"),
            text.replacing(Digest(of: "cli".utf8).hex, with: Digest(of: "evil".utf8).hex),
            text.replacing("\"cli\"", with: "\"clj\""),
            text.replacing("4.16.3", with: "4.16.4"), text.replacing("x86_64", with: "s390x"),
        ]
        for (count, change) in changes.enumerated() {
            #expect(change != text)
            try bench.directory.write(change, to: name)
            #expect(try await bench.read(release) == payload)
            #expect(bench.registry.log.count == requests * (count + 2), "\(change)")
            #expect(try bench.directory.read(name) == written)
        }
    }

    @Test("is an image with these files, pinned by digest")
    func otherImages() async throws {
        let image = try TestImage(layers: [TestArchive(["etc/os-release": "x"]).bytes])
        bench.registry.add(image, to: "other")
        let reader = PayloadReader(library: ImageLibrary(client: .test()), cache: bench.cache)
        let missing = await #expect(throws: PayloadError.self) {
            try await reader.read(bench.registry.reference("other", image))
        }
        #expect(missing?.fault == .missingFile)
        let tagged = ImageReference(repository: try bench.registry.repository("other"), tag: try Tag("1"))
        let loose = await #expect(throws: PayloadError.self) { try await reader.read(tagged) }
        #expect(loose?.fault == .notPinned)
        let unknown = try TestImage.index([(Platform(os: "unknown", architecture: "unknown"), image)])
        bench.registry.add(unknown, to: "other")
        let index = await #expect(throws: PayloadError.self) {
            try await reader.read(bench.registry.reference("other", unknown))
        }
        #expect(index?.fault == .noPlatform)
    }

    @Test("is read again, each layer and the configuration from its start, where they break off", arguments: [0, 2, 3])
    func cut(position: Int) async throws {
        let sleeps = Guarded<[Duration]>([])
        let retry = RetryPolicy.tries(3) { duration in sleeps.withLock { $0.append(duration) } }
        let reader = PayloadReader(library: ImageLibrary(client: .test(retry: retry)), cache: bench.cache)
        var release = TestRelease("4.16.3", components: PayloadBench.components)
        release.compression = .none
        func cut(times: Int) throws {
            let blob = try release.image().top.blobs[position]
            let cut = FakeRegistryFault.Effect.cut(after: Int(blob.size) - 10)
            bench.registry.inject(FakeRegistryFault(cut, method: "GET", target: "/blobs/\(blob.digest)", times: times))
        }
        try cut(times: 2)
        #expect(try await bench.read(release, with: reader).components.count == 3)
        #expect(sleeps.withLock { $0 } == [.milliseconds(500), .seconds(1)])
        release.version = "4.16.4"
        try cut(times: 3)
        let error = await #expect(throws: HTTPTransportError.self) { try await bench.read(release, with: reader) }
        #expect(error?.reason == .connectionLost)
    }

    @Test("is not taken from a registry that sends other bytes")
    func lies() async throws {
        bench.registry.inject(FakeRegistryFault(.lie, method: "GET", target: "/blobs/", times: 100))
        let error = await #expect(throws: (any Error).self) {
            try await bench.read(TestRelease("4.16.3", components: PayloadBench.components))
        }
        #expect(error is ContentMismatch || error is RegistryError, "\(String(describing: error))")
        #expect(!FileManager.default.fileExists(atPath: bench.directory["cache/mirror/payloads"]))
    }

    @Test("changed at random is either read or refused in words", arguments: 0..<4)
    func mutations(seed: Int) async throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let release = TestRelease("4.16.3", components: PayloadBench.components)
        let text = try #require(try release.manifests("amd64")["release-manifests/image-references"])
        let reader = PayloadReader(library: ImageLibrary(client: .test()), cache: bench.cache)
        for _ in 0..<40 {
            var bytes = Array(text.utf8)
            for _ in 0...Int.random(in: 0..<3, using: &generator) {
                let position = Int.random(in: bytes.indices, using: &generator)
                let interesting = Array("{}[]\",:019-e\\\u{0}@/".utf8) + generator.bytes(4).map { $0 & 0x7f }
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[position] = interesting.randomElement(using: &generator) ?? 0
                case 1: bytes.remove(at: position)
                case 2: bytes.insert(interesting.randomElement(using: &generator) ?? 0, at: position)
                default: bytes.removeLast(min(bytes.count / 2, position))
                }
            }
            var changed = release
            changed.compression = .none
            changed.files["release-manifests/image-references"] = String(decoding: bytes, as: UTF8.self)
            do {
                let payload = try await bench.read(changed, with: reader)
                let names = payload.components.map(\.name)
                #expect(!names.isEmpty && names == Set(names).sorted())
                #expect(payload.components.allSatisfy { $0.image.digest != nil })
            } catch let error as PayloadError {
                #expect(error.place != nil && error.description.contains("release-manifests/"))
            }
        }
    }
}
