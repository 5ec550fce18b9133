// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import OCI
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

@Suite("The catalogs of v1's archives")
struct ArchivedCatalogTests {
    @Test("are images, and what the run selected of them")
    func catalogs() async throws {
        let names = ["list", "gone"].map { "reg.example/ns/\($0):v1" }
        var raw = try RawArchive(catalogs: names)
        try raw.addImage()
        let list = try SequenceBench.index("catalog")
        let single = try SequenceBench.image("single")
        for (name, image) in [("list", list), ("single", single)] {
            let folder = "catalogs/reg.example/ns/\(name)/v1"
            try raw.members.add("\(folder)/index/index.json", #"{"schema":"olm.package","name":"\#(name)"}"#)
            for (digest, bytes) in image.blobs {
                try raw.members.add("\(folder)/layout/blobs/sha256/\(digest.hex)", bytes)
            }
            for manifest in image.manifests where manifest != list.top {
                let digest = manifest.descriptor.digest
                try raw.members.add("\(folder)/layout/blobs/sha256/\(digest.hex)", manifest.bytes)
            }
            try raw.members.add("\(folder)/layout/oci-layout", #"{"imageLayoutVersion":"1.0.0"}"#)
        }
        try raw.members.add("catalogs/reg.example/ns/list/v1/layout/index.json", list.top.bytes)
        try raw.members.add(
            "catalogs/reg.example/ns/single/v1/layout/index.json",
            #"{"schemaVersion":2,"manifests":[{"mediaType":"\#(single.top.descriptor.mediaType.rawValue)","#
                + #""digest":"\#(single.digest)","size":\#(single.top.bytes.count)}]}"#
        )
        let folder = try TemporaryDirectory()
        let archive = try await raw.open(in: folder)
        #expect(archive.catalogs.map(\.original) == [list.digest, single.digest])
        #expect(archive.catalogs.map(\.recorded?.catalog) == [names[0], nil])
        #expect(
            archive.findings.map(\.summary) == [
                "the archive has the catalog reg.example/ns/single/v1, which its metadata does not name",
                "the archive lacks the catalog reg.example/ns/gone:v1",
            ]
        )
        for catalog in archive.catalogs {
            let filtered = try #require(catalog.filtered)
            let text = try #require(try await archive.content.document(filtered, limit: 1000))
            let reference = try #require(catalog.path.reference)
            #expect(String(decoding: text, as: UTF8.self).contains("olm.package"))
            let digest = archive.content.digest(of: try #require(reference.tag), in: reference.repository.name)
            #expect(digest == catalog.original)
            let tree = try await ImageTree.read(try #require(digest), platforms: []) {
                try await archive.content.manifest($0)
            }
            #expect(tree.blobs.allSatisfy { archive.content.contains($0.digest) })
        }
    }
}
