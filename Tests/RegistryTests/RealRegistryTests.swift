// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import Foundation
import OCI
import Registry
import TestSupport
import Testing

@Suite("Against docker-registry, the client", .waitsForPrograms)
struct RealRegistryTests {
    @Test("pushes an image and pulls the same bytes", arguments: [TestImage.Format.oci, .docker])
    func roundTrip(format: TestImage.Format) async throws {
        let registry = try RegistryProcess()
        let client = RegistryProcess.client()
        let repository = try registry.repository("a/b")
        var generator = SeededGenerator(1)
        let image = try TestImage(layers: [generator.bytes(200_000), generator.bytes(10)], format: format)
        try await image.push(to: repository, tag: "v1", with: client)

        try await client.ping(registry.host)
        let descriptor = try await client.head(repository, .tag(Tag("v1")))
        #expect(descriptor?.digest == image.digest)
        #expect(descriptor?.size == image.top.descriptor.size)
        #expect(descriptor?.mediaType == image.top.descriptor.mediaType)
        let manifest = try await client.manifest(repository, .digest(image.digest))
        #expect(manifest == image.top)
        for blob in manifest.blobs {
            let bytes = try await client.blob(repository, blob) { try await $0.collect(limit: 1 << 20) }
            #expect(bytes == image.blobs[blob.digest])
            let rest = try await client.blob(repository, blob, from: 7) { try await $0.collect(limit: 1 << 20) }
            #expect(rest == Array(bytes.dropFirst(7)))
        }
        #expect(try await client.tags(repository) == ["v1"])
    }

    @Test("says nil or false for what is not there, and not found for what was asked for")
    func absent() async throws {
        let registry = try RegistryProcess()
        let client = RegistryProcess.client()
        let repository = try registry.repository("no/such")
        let digest = Digest(of: [1])
        #expect(try await client.head(repository, .tag(Tag("x"))) == nil)
        #expect(try await client.head(repository, .digest(digest)) == nil)
        #expect(try await client.blobExists(repository, digest) == false)
        #expect(try await client.referrers(repository, of: digest) == [])
        let error = await #expect(throws: RegistryError.self) {
            try await client.manifest(repository, .tag(Tag("x")))
        }
        #expect(error?.kind == .notFound)
        #expect(error?.description.contains("MANIFEST_UNKNOWN") == true)
    }

    @Test("mounts a blob from another repository")
    func mounts() async throws {
        let registry = try RegistryProcess()
        let client = RegistryProcess.client()
        let image = try TestImage(layers: [[1, 2, 3]])
        let home = try registry.repository("a")
        try await image.push(to: home, with: client)
        let other = try registry.repository("b/c")
        for blob in image.top.blobs {
            let start = try await client.beginUpload(other, mounting: (blob.digest, home.name))
            #expect(start == .mounted)
            #expect(try await client.blobExists(other, blob.digest))
        }
        let start = try await client.beginUpload(other, mounting: (Digest(of: [9]), home.name))
        guard case .session(let session) = start else {
            Issue.record("a blob that is nowhere was mounted")
            return
        }
        try await client.upload(
            session,
            Descriptor(mediaType: .ociLayer, digest: Digest(of: [9]), size: 1),
            MemoryStream([9])
        )
        #expect(try await client.blobExists(other, Digest(of: [9])))
    }

    @Test("uploads in chunks and goes on where a session stopped")
    func chunks() async throws {
        let registry = try RegistryProcess()
        let client = RegistryProcess.client()
        let repository = try registry.repository("a")
        var generator = SeededGenerator(2)
        let bytes = generator.bytes(300_000)
        guard case .session(let first) = try await client.beginUpload(repository) else { return }
        let second = try await client.append(first, MemoryStream(Array(bytes[..<100_000])), length: 100_000)
        #expect(second.offset == 100_000)
        // Another run, from the journal.
        let kept = try JSONDecoder().decode(UploadSession.self, from: JSONEncoder().encode(second))
        let resumed = try #require(try await RegistryProcess.client().status(kept))
        #expect(resumed.offset == 100_000)
        let third = try await client.append(
            resumed,
            MemoryStream(Array(bytes[100_000..<250_000])),
            length: 150_000
        )
        let descriptor = Descriptor(mediaType: .ociLayer, digest: Digest(of: bytes), size: 300_000)
        try await client.upload(third, descriptor, MemoryStream(Array(bytes[250_000...])))
        let found = try await client.blob(repository, descriptor) { try await $0.collect(limit: 1 << 20) }
        #expect(found == bytes)

        guard case .session(let other) = try await client.beginUpload(repository) else { return }
        let whole = try await client.append(other, MemoryStream(bytes), length: 300_000)
        try await client.finish(whole, descriptor.digest)
        guard case .session(let last) = try await client.beginUpload(repository) else { return }
        try await client.cancel(last)
        #expect(try await client.status(last) == nil)
        try await client.cancel(last)
    }

    @Test("tells wrong bytes from right ones when an upload closes")
    func wrongBytes() async throws {
        let registry = try RegistryProcess()
        let client = RegistryProcess.client()
        guard case .session(let session) = try await client.beginUpload(try registry.repository("a")) else { return }
        let error = await #expect(throws: RegistryError.self) {
            try await client.upload(
                session,
                Descriptor(mediaType: .ociLayer, digest: Digest(of: [1]), size: 1),
                MemoryStream([2])
            )
        }
        #expect(error?.kind == .digestMismatch)
    }

    @Test("names the setting that lets sparse indexes in")
    func sparse() async throws {
        let registry = try RegistryProcess()
        let client = RegistryProcess.client()
        let arm = Platform(os: "linux", architecture: "arm64")
        let amd = Platform(os: "linux", architecture: "amd64")
        let index = try TestImage.index(
            [(amd, try TestImage(layers: [[1]])), (arm, try TestImage(layers: [[2]], platform: arm))],
            without: [arm]
        )
        let error = await #expect(throws: RegistryError.self) {
            try await index.push(to: registry.repository("a"), tag: "x", with: client)
        }
        #expect(error?.kind == .sparseIndexRefused)
        #expect(error?.description.contains("validation.manifests.indexes.platforms: none") == true)
        #expect(error?.isRetryable == false)
    }

    @Test("says that manifests are accepted by sha256 only")
    func algorithms() async throws {
        let registry = try RegistryProcess()
        let client = RegistryProcess.client()
        let repository = try registry.repository("a")
        let image = try TestImage(layers: [[1]])
        try await image.push(to: repository, with: client)
        let digest = Digest(of: image.top.bytes, algorithm: .sha512)
        let onManifest = await #expect(throws: RegistryError.self) {
            try await client.put(image.top, to: repository, as: .digest(digest))
        }
        #expect(onManifest?.kind == .digestAlgorithmRefused)
        #expect(onManifest?.description.contains("sha256 only") == true)
        // Blobs are another matter to docker-registry: it takes these.
        let blob = Descriptor(mediaType: .ociLayer, digest: Digest(of: [1], algorithm: .sha512), size: 1)
        guard case .session(let session) = try await client.beginUpload(repository) else { return }
        try await client.upload(session, blob, MemoryStream([1]))
        #expect(try await client.blob(repository, blob) { try await $0.collect(limit: 9) } == [1])
    }

    @Test("deletes by digest, says that tags cannot be, and names the setting where nothing can")
    func deletes() async throws {
        let image = try TestImage(layers: [[1]])
        let client = RegistryProcess.client()
        let registry = try RegistryProcess()
        let repository = try registry.repository("a")
        try await image.push(to: repository, tag: "x", with: client)
        let onTag = await #expect(throws: RegistryError.self) { try await client.delete(repository, .tag(Tag("x"))) }
        #expect(onTag?.kind == .tagDeletionRefused)
        try await client.delete(repository, .digest(image.digest))
        #expect(try await client.head(repository, .digest(image.digest)) == nil)
        let again = await #expect(throws: RegistryError.self) {
            try await client.delete(repository, .digest(image.digest))
        }
        #expect(again?.kind == .notFound)

        let frozen = try RegistryProcess(.init(allowsDeletes: false))
        let there = try frozen.repository("a")
        try await image.push(to: there, tag: "x", with: client)
        let disabled = await #expect(throws: RegistryError.self) {
            try await client.delete(there, .digest(image.digest))
        }
        #expect(disabled?.kind == .deleteDisabled)
        #expect(disabled?.description.contains("storage.delete.enabled: true") == true)
    }

    @Test("keeps the fallback tag of referrers, for many writers at once and for deletions")
    func fallbackReferrers() async throws {
        let registry = try RegistryProcess()
        let client = RegistryProcess.client()
        let repository = try registry.repository("a")
        let image = try TestImage(layers: [[1]])
        try await image.push(to: repository, tag: "x", with: client)
        let referrers = try (0..<5).map {
            try TestImage.referrer(to: image, type: "application/vnd.example.note", text: "{\"n\":\($0)}")
        }
        // docker-registry stumbles over uploads of one blob at the same time, which is not the point here.
        for referrer in referrers {
            for (digest, bytes) in referrer.blobs where try await !client.blobExists(repository, digest) {
                guard case .session(let session) = try await client.beginUpload(repository) else { return }
                let blob = Descriptor(mediaType: .ociLayer, digest: digest, size: Int64(bytes.count))
                try await client.upload(session, blob, MemoryStream(bytes))
            }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for referrer in referrers {
                group.addTask { try await referrer.push(to: repository, with: client) }
            }
            try await group.waitForAll()
        }
        let found = try await client.referrers(repository, of: image.digest)
        #expect(Set(found.map(\.digest)) == Set(referrers.map(\.digest)))
        #expect(found.allSatisfy { $0.artifactType == "application/vnd.example.note" })
        #expect(found.allSatisfy { $0.annotations == ["org.example.made-by": "test"] })
        try await client.delete(repository, .digest(referrers[0].digest))
        let left = try await client.referrers(repository, of: image.digest)
        #expect(Set(left.map(\.digest)) == Set(referrers.dropFirst().map(\.digest)))
        // Another run, which has not asked for the API yet.
        let other = RegistryProcess.client()
        for referrer in referrers.dropFirst() { try await other.delete(repository, .digest(referrer.digest)) }
        #expect(try await client.referrers(repository, of: image.digest) == [])
        #expect(try await client.head(repository, .tag(Tag(of: image.digest))) == nil)
    }

    @Test("does not write a list of referrers over an image of the same tag")
    func takenTag() async throws {
        let registry = try RegistryProcess()
        let client = RegistryProcess.client()
        let repository = try registry.repository("a")
        let image = try TestImage(layers: [[1]])
        try await image.push(to: repository, tag: image.digest.tagText, with: client)
        let referrer = try TestImage.referrer(to: image, type: "application/vnd.example.note")
        let error = await #expect(throws: RegistryError.self) {
            try await referrer.push(to: repository, with: client)
        }
        #expect(error?.kind == .referrersTagTaken)
        #expect(try await client.head(repository, .tag(Tag(of: image.digest)))?.digest == image.digest)
        #expect(try await client.referrers(repository, of: image.digest) == [])
    }
}
