// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Archives
import ByteStreams
import Diagnostics
import OCI
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

@Suite("A hostile or damaged archive of v1", .waitsForPrograms)
struct HostileArchiveTests {
    /// A way to spoil an archive, with a part of the message.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let message: String
        let spoil: @Sendable (inout RawArchive) throws -> Void

        init(_ name: String, _ message: String, _ spoil: @escaping @Sendable (inout RawArchive) throws -> Void) {
            testDescription = name
            self.message = message
            self.spoil = spoil
        }
    }

    private static let other = Digest(of: "other".utf8)
    private static let alpha = "v2/tools/alpha/manifests"

    static let cases: [Case] = [
        Case("a second metadata", "it has the metadata twice") {
            try $0.members.add(WorkspaceMetadata.path, $0.metadata.bytes)
        },
        Case("a second metadata with ./", "it has the metadata twice") {
            try $0.members.add("./\(WorkspaceMetadata.path)", $0.metadata.bytes)
        },
        Case("a tag twice", "appears twice, as") { try $0.members.add(link: "\(alpha)/1.0", to: "\(other)") },
        Case("a tag that is a file", "is no link to a manifest") { try $0.members.add("\(alpha)/2.0", "\(other)") },
        Case("a tag that is a folder", "is no link to a manifest") { try $0.members.add(folder: "\(alpha)/2.0") },
        Case("a tag that leads out", "expected a digest") {
            try $0.members.add(link: "\(alpha)/2.0", to: "../../../../etc/passwd")
        },
        Case("a tag with an absolute target", "expected a digest") {
            try $0.members.add(link: "\(alpha)/2.0", to: "/etc/passwd")
        },
        Case("a tag of a tag", "expected a digest") { try $0.members.add(link: "\(alpha)/2.0", to: "1.0") },
        Case("a tag by a hard link", "is no link to a manifest") {
            try $0.members.add(hardLink: "\(alpha)/2.0", to: "\(alpha)/1.0")
        },
        Case("a blob that is a link", "is no file") { try $0.members.add(link: "blobs/\(other)", to: "/etc/passwd") },
        Case("a blob that is a hard link", "is no file") {
            try $0.members.add(hardLink: "blobs/\(other)", to: "blobs/\($0.image.digest)")
        },
        Case("a manifest that is a link", "is no file") {
            try $0.members.add(link: "\(alpha)/\(other)", to: "\($0.image.digest)")
        },
        Case("metadata that is a link", "is no file") {
            $0 = try RawArchive(withMetadata: false)
            try $0.members.add(link: WorkspaceMetadata.path, to: "/etc/passwd")
        },
        Case("a blob twice with other lengths", "appears twice, with") {
            try $0.members.add("blobs/\($0.image.digest)", "short")
        },
        Case("no metadata", "found no member `publish/.metadata.json`") {
            $0 = try RawArchive(withMetadata: false)
            try $0.addImage()
        },
        Case("a catalog's index that is no JSON", "layout/index.json`: ") {
            try $0.members.add("catalogs/r/ns/x/v1/layout/index.json", "no JSON")
        },
        Case("a catalog's index of nothing", "it names 0 images, expected one") {
            try $0.members.add("catalogs/r/ns/x/v1/layout/index.json", #"{"schemaVersion":2,"manifests":[]}"#)
        },
    ]

    @Test("is refused with the reason", arguments: cases)
    func refused(_ each: Case) async throws {
        var raw = try RawArchive()
        try raw.addImage()
        try each.spoil(&raw)
        let folder = try TemporaryDirectory()
        let bytes = try raw.members.bytes
        let error = try await #require(throws: SequencedArchiveError.self) {
            try await RawArchive.open(bytes, in: folder)
        }
        #expect(error.description.contains(each.message), "\(error)")
        #expect(error.path == folder["mirror_seq1_000000.tar"])
    }

    @Test(
        "is refused if its metadata is no such thing",
        arguments: [
            ("", MetadataError.Fault.empty), (#"{"kind":"Metadata""#, .cutOff),
            (
                #"{"kind":"Metadata","apiVersion":"mirror.openshift.io/v1"}"#,
                .unknownVersion(apiVersion: "mirror.openshift.io/v1", kind: "Metadata")
            ),
        ]
    )
    func metadata(text: String, fault: MetadataError.Fault) async throws {
        var raw = try RawArchive(withMetadata: false)
        try raw.members.add(WorkspaceMetadata.path, text)
        let bytes = try raw.members.bytes
        let error = try await #require(throws: MetadataError.self) {
            try await RawArchive.open(bytes, in: TemporaryDirectory())
        }
        #expect(error.fault == fault)
    }

    @Test(
        "cannot name a path outside",
        arguments: ["/etc/passwd", "../x", "blobs/../../x", "v2/a/manifests/../../../../x"]
    )
    func paths(path: String) async throws {
        let folder = try TemporaryDirectory()
        let file = try folder.write(try RawArchive().members.bytes, to: "mirror_seq1_000000.tar")
        try folder.write("x", to: "x")
        try toolOutput(["tar", "-rPf", file, "--transform", "s,.*,\(path),", folder["x"]])
        let error = try await #require(throws: SequencedArchiveError.self) {
            try await SequencedArchive.open(SequenceFolder(folder.path).only())
        }
        #expect(error.message.contains("its path"), "\(error)")
    }

    @Test("is refused if it is compressed, empty or a pipe")
    func files() async throws {
        let folder = try TemporaryDirectory()
        let name = "mirror_seq1_000000.tar"
        func message() async throws -> String {
            let set = try SequenceFolder(folder.path).only()
            return try await #require(throws: SequencedArchiveError.self) { try await SequencedArchive.open(set) }
                .message
        }
        try folder.write([], to: name)
        #expect(try await message() == "it is empty, expected a tar archive")
        try folder.write(try RawArchive().members.bytes, to: name)
        try toolOutput(["gzip", folder[name]])
        try toolOutput(["mv", "\(folder[name]).gz", folder[name]])
        #expect(try await message() == "it is compressed with gzip, expected a plain tar archive")
        try toolOutput(["rm", folder[name]])
        try toolOutput(["mkfifo", folder[name]])
        #expect(try await message() == "it is not a file that can be read, expected an archive")
    }

    @Test("is never taken for whole if it was cut off")
    func cutOff() async throws {
        var raw = try RawArchive()
        try raw.addImage()
        let bytes = try raw.members.bytes
        let folder = try TemporaryDirectory()
        for length in stride(from: 0, to: bytes.count, by: 256) {
            await #expect(throws: (any Error).self, "\(length)") {
                try await RawArchive.open(Array(bytes.prefix(length)), in: folder)
            }
        }
    }

    @Test("with random bytes or names is read or refused, and never gives a wrong blob", arguments: 0..<60)
    func fuzzing(seed: Int) async throws {
        var generator = SeededGenerator(UInt64(seed))
        var raw = try RawArchive()
        try raw.addImage()
        let pieces = [
            "v2", "blobs", "manifests", "catalogs", "layout", "index.json", "publish", ".metadata.json", "..", ".", "a",
            "\(raw.image.digest)", "sha256", raw.image.digest.hex, "é", "\u{301}", "*", "x:y", "",
        ]
        for _ in 0..<4 {
            let parts = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }
            // Paths that lead out cannot be written this way.
            try? raw.members.add(parts.joined(separator: "/"), generator.bytes(40))
        }
        var bytes = try raw.members.bytes
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        let folder = try TemporaryDirectory()
        do {
            let archive = try await RawArchive.open(bytes, in: folder)
            for digest in archive.content.digests {
                let size = try #require(archive.content.size(of: digest))
                let descriptor = Descriptor(mediaType: .ociLayer, digest: digest, size: size)
                let stream = VerifiedStream(try archive.content.blob(descriptor), as: descriptor)
                guard let found = try? await stream.collect(limit: 1 << 20) else { continue }
                #expect(Digest(of: found, algorithm: digest.algorithm) == digest)
            }
        } catch is SequencedArchiveError {
        } catch is MetadataError {
        }
    }
}
