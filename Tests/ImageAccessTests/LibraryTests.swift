// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import ImageAccess
import Layouts
import OCI
import Registry
import TestSupport
import Testing

@Suite("A library of registries and layouts", .waitsForPrograms)
struct LibraryTests {
    private let registry: FakeRegistry
    private let folder: TemporaryDirectory
    private let made: TestImage
    private let library = ImageLibrary(client: .test())

    init() throws {
        registry = try FakeRegistry()
        folder = try TemporaryDirectory()
        made = try image("content")
        registry.add(made, to: "a/b", tag: "v1")
    }

    private func source(_ text: String) throws -> ImageSource { try ImageSource("\(registry.server.host)/\(text)") }

    private func reference(_ text: String) throws -> ImageReference {
        try ImageReference("\(registry.server.host)/\(text)")
    }

    @Test("asks a registry for the digest of a tag, and nobody for one that is pinned")
    func digests() async throws {
        #expect(try await library.digest(of: source("a/b:v1")) == made.digest)
        #expect(try await library.digest(of: source("a/b:none")) == nil)
        let asked = registry.log.count
        let other = Digest(of: [1])
        #expect(try await library.digest(of: source("a/b:v1@\(other)")) == other)
        #expect(try await library.digest(of: source("a/b")) == nil)
        #expect(registry.log.count == asked)
    }

    @Test(
        "knows whether a registry has an image",
        arguments: [("a/b:v1", true), ("a/b:none", false), ("none/b:v1", false), ("a/b", false)]
    )
    func isThere(text: String, isThere: Bool) async throws {
        #expect(try await library.isThere(reference(text)) == isThere)
        #expect(try await library.isThere(reference("a/b@\(made.digest)")))
        #expect(try await !library.isThere(reference("a/b@\(Digest(of: [1]))")))
    }

    @Test("reads manifests and blobs of a registry, from any offset")
    func registryContent() async throws {
        let place = try library.place(of: source("a/b:v1"))
        #expect(try await place.manifest(made.digest) == made.top)
        let layer = try #require(made.top.blobs.last)
        #expect(try await place.blob(layer, from: 3) { try await $0.collect(limit: 10) } == Array("tent".utf8))
        #expect(try await place.wholeBlob(layer) { try await $0.collect(limit: 10) } == Array("content".utf8))
        #expect(try await place.verifiedBlob(layer, limit: 7) == Array("content".utf8))
        await #expect(throws: RegistryError.self) { _ = try await place.manifest(Digest(of: [1])) }
    }

    @Test("reads what a layout holds, and finds nothing beside it")
    func layouts() async throws {
        try made.write(to: folder, "layout")
        let source = ImageSource.layout(path: folder["layout"])
        #expect(try await library.digest(of: source) == made.digest)
        let place = try library.place(of: source)
        #expect(try await place.manifest(made.digest) == made.top)
        let layer = try #require(made.top.blobs.last)
        #expect(try await place.verifiedBlob(layer, limit: 7) == Array("content".utf8))
        #expect(try await place.blob(layer, from: 3) { try await $0.collect(limit: 10) } == Array("tent".utf8))
        #expect(try await library.manifest(Tag(made.signatureTag), beside: source) == nil)
        #expect(try await library.referrers(of: made.digest, in: source).isEmpty)
        #expect(throws: LayoutError.self) { try library.place(of: .layout(path: folder["none"])) }
        await #expect(throws: LayoutError.self) { _ = try await library.digest(of: .layout(path: folder["none"])) }
    }

    @Test("finds the tags, the signature and the referrers of an image on a registry")
    func attachments() async throws {
        let signature = try TestImage.signature(of: made)
        let referrer = try TestImage.referrer(to: made, type: "application/vnd.example.sbom")
        registry.add(signature, to: "a/b", tag: made.signatureTag)
        registry.add(referrer, to: "a/b")
        #expect(try await library.tags(in: registry.repository("a/b")).sorted() == [made.signatureTag, "v1"].sorted())
        #expect(try await library.manifest(Tag(made.signatureTag), beside: source("a/b:v1")) == signature.top)
        #expect(try await library.manifest(Tag("none"), beside: source("a/b:v1")) == nil)
        #expect(try await library.referrers(of: made.digest, in: source("a/b:v1")).map(\.digest) == [referrer.digest])
        #expect(try await library.referrers(of: referrer.digest, in: source("a/b:v1")).isEmpty)
    }

    @Test("of registries loses nothing, and knows of no archive's data")
    func nothingLost() async throws {
        #expect(try await library.lostImages().isEmpty)
        #expect(library.homes(of: made.digest).isEmpty)
        #expect(library.graphData == nil)
    }

    @Test("never takes bytes for a blob that are others")
    func wrongBytes() async throws {
        try made.write(to: folder, "layout")
        let layer = try #require(made.top.blobs.last)
        try folder.write("CONTENT", to: "layout/blobs/sha256/\(layer.digest.hex)")
        let place = try library.place(of: .layout(path: folder["layout"]))
        await #expect(throws: ContentMismatch.self) { _ = try await place.verifiedBlob(layer, limit: 7) }
    }
}
