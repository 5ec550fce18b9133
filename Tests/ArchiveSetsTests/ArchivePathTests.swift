// SPDX-License-Identifier: Apache-2.0

import Layouts
import OCI
import Plans
import Testing

@testable import ArchiveSets

@Suite("Where an archive keeps what is no image")
struct ArchivePathTests {
    private static let digest = VolumeValues.digest("plan")

    @Test func `is below one folder, under names that do not change`() {
        #expect(ArchivePath.description(of: VolumeName(12)) == "mirror/volumes/mirror_000012.tar.json")
        #expect(ArchivePath.plan(Self.digest) == "mirror/sets/\(Self.digest.short)/plan.json")
        #expect(ArchivePath.configuration(Self.digest) == "mirror/configurations/\(Self.digest.short).yaml")
        #expect(ArchivePath.document("graphs/sha256/aa.json") == "mirror/documents/graphs/sha256/aa.json")
    }

    @Test(
        "of a document is its name in the cache",
        arguments: [
            ("mirror/documents/graphs/x.json", "graphs/x.json"), ("mirror/documents/", ""), ("mirror/documents", nil),
            ("mirror/volumes/x", nil), ("documents/x", nil), ("/mirror/documents/x", nil), ("", nil),
        ] as [(String, String?)]
    )
    func cacheNames(path: String, name: String?) {
        #expect(ArchivePath.cacheName(of: path) == name)
        if let name { #expect(ArchivePath.document(name) == path) }
    }
}

@Suite("A link in the storage of a registry")
struct StoredLinkTests {
    private static let digest = "sha256:\(String(repeating: "0a", count: 32))"

    @Test("is a digest, perhaps with a line feed", arguments: ["", "\n"])
    func links(end: String) {
        #expect(StoredLink.digest(Array("\(Self.digest)\(end)".utf8))?.description == Self.digest)
    }

    @Test("is nothing else", arguments: ["\n\n", " ", "\r\n", "x", "a", "\0"])
    func others(end: String) {
        #expect(StoredLink.digest(Array("\(Self.digest)\(end)".utf8)) == nil)
        #expect(StoredLink.digest(Array("\(end)\(Self.digest)".utf8)) == nil)
        #expect(StoredLink.digest(Array(end.utf8)) == nil)
    }

    @Test func `is no digest in capitals, and none that was cut`() {
        #expect(StoredLink.digest(Array(Self.digest.uppercased().utf8)) == nil)
        #expect(StoredLink.digest(Array(Self.digest.dropLast().utf8)) == nil)
        #expect(StoredLink.digest([]) == nil)
    }

    @Test(
        "is none of bytes that are no text",
        arguments: [[0xff], [0], Array("sha256:".utf8) + [0xc0, 0x80]] as [[UInt8]]
    )
    func bytes(bytes: [UInt8]) { #expect(StoredLink.digest(bytes) == nil) }
}

@Suite("The checksum of a volume")
struct VolumeChecksumTests {
    private static func checksum(_ members: [(String, String)]) -> Digest {
        var checksum = VolumeChecksum()
        for (header, content) in members {
            checksum.add(header: Array(header.utf8), content: VolumeValues.digest(content))
        }
        return checksum.digest
    }

    @Test func `is that of the headers and the digests of the contents, each with a line feed`() {
        let text = "one\(VolumeValues.digest("1"))\ntwo\(VolumeValues.digest("2"))\n"
        #expect(Self.checksum([("one", "1"), ("two", "2")]) == VolumeValues.digest(text))
        #expect(Self.checksum([]) == VolumeValues.digest(""))
    }

    @Test(
        "is another one for other headers, other contents and another order",
        arguments: [
            [("two", "2"), ("one", "1")], [("one", "2"), ("two", "1")], [("one", "1")], [("onetwo", "1"), ("", "2")],
        ]
    )
    func changes(members: [(String, String)]) {
        #expect(Self.checksum(members) != Self.checksum([("one", "1"), ("two", "2")]))
    }

    @Test func `may be asked for on the way`() {
        var checksum = VolumeChecksum()
        checksum.add(header: [1], content: VolumeValues.digest("1"))
        let first = checksum.digest
        #expect(checksum.digest == first)
        checksum.add(header: [2], content: VolumeValues.digest("2"))
        #expect(checksum.digest != first)
    }
}
