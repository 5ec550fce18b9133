// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import ByteStreams
import Foundation
import Layouts
import OCI
import TestSupport
import Testing
@testable import Plans

@Suite("An archive of oc-mirror, packed or not", .waitsForPrograms)
struct ForeignArchiveTests {
    private let folder: TemporaryDirectory
    private let image: TestImage
    private let signature: TestImage

    init() throws {
        folder = try TemporaryDirectory()
        image = try .seeded(1)
        signature = try .signature(of: image)
        try unpack(into: "in")
    }

    /// Writes what oc-mirror has on the disk: its cache, and its working folder.
    private func unpack(into root: String, storage: String = "") throws {
        for content in [image, signature] {
            for (digest, bytes) in content.blobs {
                try folder.write(bytes, to: "\(root)/\(storage)\(StoragePath.blob(digest))")
                let layer = StoragePath.layer(digest, in: try RepositoryName("ocp/a/b"))
                try folder.write("\(digest)", to: "\(root)/\(storage)\(layer)")
            }
            for manifest in content.manifests {
                let path = StoragePath.blob(manifest.descriptor.digest)
                try folder.write(manifest.bytes, to: "\(root)/\(storage)\(path)")
            }
        }
        let name = try RepositoryName("ocp/a/b")
        let tags = [(try Tag("v1"), image), (try Tag(image.signatureTag), signature)]
        for (tag, content) in tags {
            for path in [
                StoragePath.tag(tag, in: name), StoragePath.taggedRevision(content.digest, of: tag, in: name),
                StoragePath.revision(content.digest, in: name),
            ] { try folder.write("\(content.digest)", to: "\(root)/\(storage)\(path)") }
        }
        try folder.write("{}", to: "\(root)/working-dir/hold-release/cincinnati-graph-data/amd64-stable-4.16.json")
        try folder.write("signed", to: "\(root)/working-dir/signatures/4.16.3-x86_64-sha256-1234")
        try folder.write("kind", to: "\(root)/isc_2026-11-21T10:00:00Z")
    }

    /// Packs the folder `in` as Go's archive/tar does: pax where it is needed, regular files alone, no padding to records.
    private func pack(volumes: Int = 1) throws {
        let script = """
            import os, sys, tarfile
            root, out, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
            paths = sorted(os.path.join(f, n)[len(root) + 1:] for f, _, ns in os.walk(root) for n in ns)
            for k in range(count):
                with open(f"{out}/mirror_{k + 1:06}.tar", "wb") as f:
                    for path in paths[k::count]:
                        info = tarfile.TarInfo(path)
                        data = open(f"{root}/{path}", "rb").read()
                        info.size, info.mtime, info.mode = len(data), 1763719200.5, 0o600
                        f.write(info.tobuf(tarfile.PAX_FORMAT) + data + bytes(-len(data) % 512))
                    f.write(bytes(1024))
            """
        try toolOutput(["/usr/bin/python3", "-c", script, folder["in"], folder["out"], "\(volumes)"])
    }

    private func check(_ content: OpenedArchive) async throws {
        #expect(content.sets == [])
        #expect(
            Set(content.digests)
                == Set(image.blobs.keys).union(signature.blobs.keys).union([image.digest, signature.digest])
        )
        try await content.verify(Array(content.digests))
        #expect(try await content.manifest(image.digest) == image.top)
        let (digest, bytes) = try #require(image.blobs.max { $0.value.count < $1.value.count })
        let layer = Descriptor(mediaType: .ociLayer, digest: digest, size: Int64(bytes.count))
        #expect(try await content.blob(layer, from: 1000).collect(limit: 1 << 20) == Array(bytes.dropFirst(1000)))
        let name = try RepositoryName("ocp/a/b")
        #expect(content.digest(of: try Tag("v1"), in: name) == image.digest)
        #expect(content.digests(of: try Tag(image.signatureTag)) == [signature.digest])
        #expect(content.repositories == [name])
        let graph = "working-dir/hold-release/cincinnati-graph-data/amd64-stable-4.16.json"
        #expect(content.documents(below: "working-dir") == [graph, "working-dir/signatures/4.16.3-x86_64-sha256-1234"])
        #expect(content.documents(below: "") == ["isc_2026-11-21T10:00:00Z"] + content.documents(below: "working-dir"))
        #expect(try await content.document(graph, limit: 10) == Array("{}".utf8))
    }

    @Test("is read in place", arguments: [1, 3])
    func packed(volumes: Int) async throws {
        try folder.makeDirectory("out")
        try pack(volumes: volumes)
        try await check(OpenedArchive.open(folder["out"]))
    }

    @Test("is read as GNU tar packs it again")
    func repacked() async throws {
        try folder.makeDirectory("out")
        try toolOutput(["sh", "-c", "tar -cf out/mirror_000001.tar -C in ."], in: folder.path)
        try await check(OpenedArchive.open(folder["out"]))
    }

    @Test("is read where it was unpacked")
    func unpacked() async throws {
        try await check(OpenedArchive.open("file://\(folder["in"])"))
    }

    @Test("is read out of the cache in a home folder")
    func cache() async throws {
        try unpack(into: "home", storage: ".oc-mirror/.cache/")
        try folder.write("private", to: "home/Documents/letter")
        try await check(OpenedArchive.open(folder["home"]))
    }

    @Test("is read out of the cache in a folder that has blobs of ours, too")
    func cacheBesideOurs() async throws {
        try unpack(into: "home", storage: ".oc-mirror/.cache/")
        let own = Array("a layer that was built".utf8)
        try folder.write(own, to: "home/\(StoragePath.blob(Digest(of: own)))")
        try await check(OpenedArchive.open(folder["home"]))
    }

    @Test("that lacks a volume between others says which")
    func gap() async throws {
        try folder.makeDirectory("out")
        try pack(volumes: 3)
        try FileManager.default.removeItem(atPath: folder["out/mirror_000002.tar"])
        let error = await #expect(throws: ArchiveSetError.self) { try await OpenedArchive.open(folder["out"]) }
        #expect(error?.message == "mirror_000002.tar is missing: the volumes that are there go on to mirror_000003.tar")
        let content = try await OpenedArchive.open(folder["out"], allowingLoss: true)
        #expect(content.lost.map(\.name) == [VolumeName(2)])
        #expect(content.lost.first?.blobs == nil)
    }

    @Test("that was cut says so")
    func cut() async throws {
        try folder.makeDirectory("out")
        try pack()
        let bytes = try folder.read("out/mirror_000001.tar")
        for length in [bytes.count - 512, bytes.count - 1500, bytes.count / 2, 700] {
            try folder.write(Array(bytes.prefix(length)), to: "out/mirror_000001.tar")
            await #expect(throws: ArchiveSetError.self) { try await OpenedArchive.open(folder["out"]) }
        }
    }

    @Test("with a link that names no digest is refused")
    func brokenLink() async throws {
        let path = StoragePath.tag(try Tag("v1"), in: try RepositoryName("ocp/a/b"))
        try folder.write("sha256:nothing", to: "in/\(path)")
        let error = await #expect(throws: ArchiveSetError.self) { try await OpenedArchive.open(folder["in"]) }
        #expect(error?.path == folder["in/\(path)"])
        try folder.makeDirectory("out")
        try pack()
        let packed = await #expect(throws: ArchiveSetError.self) { try await OpenedArchive.open(folder["out"]) }
        #expect(packed?.message == "its member `\(path)` names no digest")
    }

    @Test("never leads out of its folder", arguments: ["data", "digest", "blobs", "link", "repositories"])
    func links(place: String) async throws {
        let digest = try #require(image.blobs.keys.min())
        let name = try RepositoryName("ocp/a/b")
        let path =
            switch place {
            case "data": StoragePath.blob(digest)
            case "digest": String(StoragePath.blob(digest).dropLast("/data".count))
            case "blobs": StoragePath.blobs
            case "link": StoragePath.tag(try Tag("v1"), in: name)
            default: StoragePath.repositories
            }
        try folder.makeDirectory("secret")
        try FileManager.default.moveItem(atPath: folder["in/\(path)"], toPath: folder["secret/x"])
        try FileManager.default.createSymbolicLink(
            atPath: folder["in/\(path)"],
            withDestinationPath: folder["secret/x"]
        )
        guard let content = try? await OpenedArchive.open(folder["in"]) else { return }
        // A folder behind a link is passed over.
        #expect(place == "digest")
        #expect(!content.contains(digest))
    }

    @Test("follows links that stay inside")
    func insideLink() async throws {
        let digest = try #require(image.blobs.keys.min())
        let path = StoragePath.blob(digest)
        try FileManager.default.moveItem(atPath: folder["in/\(path)"], toPath: folder["in/elsewhere"])
        try FileManager.default.createSymbolicLink(
            atPath: folder["in/\(path)"],
            withDestinationPath: folder["in/elsewhere"]
        )
        let content = try await OpenedArchive.open(folder["in"])
        try await content.verify([digest])
        // One that was changed since does not lead out either.
        try FileManager.default.removeItem(atPath: folder["in/\(path)"])
        try folder.write(image.blobs[digest] ?? [], to: "outside")
        try FileManager.default.createSymbolicLink(atPath: folder["in/\(path)"], withDestinationPath: folder["outside"])
        await #expect(throws: ArchiveSetError.self) { try await content.verify([digest]) }
    }

    @Test("does not go in circles")
    func circle() async throws {
        try FileManager.default.createSymbolicLink(atPath: folder["in/working-dir/again"], withDestinationPath: ".")
        try await check(OpenedArchive.open(folder["in"]))
    }
}
