// SPDX-License-Identifier: Apache-2.0

import Layouts
import OCI
import Plans
import TestSupport
import Testing

@testable import ArchiveSets

@Suite("Where everything lies in an archive")
struct MemberTableTests {
    private static func link(_ tag: String, _ repository: String, _ digest: String) throws -> ArchiveVolume.TagLink {
        .init(tag: try Tag(tag), repository: try RepositoryName(repository), digest: VolumeValues.digest(digest))
    }

    /// A volume with a blob, a document and a tag, each at its number.
    private static func volume(_ number: Int) throws -> ArchiveVolume {
        var volume = VolumeValues.volume(number, of: "one")
        volume.blobs = [.init(digest: VolumeValues.digest("shared"), offset: Int64(number), size: 5)]
        volume.documents = ["mirror/documents/a": .init(offset: Int64(number * 10), size: 7)]
        volume.tags = [try link("v1", "a/b", "manifest \(number)")]
        volume.repositories = [try RepositoryName("a/b")]
        return volume
    }

    @Test func `is the last place of what lies in several`() throws {
        let table = MemberTable(volumes: [try Self.volume(1), try Self.volume(2)])
        #expect(table.blobs == [VolumeValues.digest("shared"): .volume(1, offset: 2, size: 5)])
        #expect(table.documents == ["mirror/documents/a": .volume(1, offset: 20, size: 7)])
        #expect(table.digest(of: try Tag("v1"), in: try RepositoryName("a/b")) == VolumeValues.digest("manifest 2"))
        #expect(table.tagCount == 1)
        #expect(table.repositories.map(\.description) == ["a/b"])
    }

    @Test func `knows what was tagged, in which repository, and what a tag means anywhere`() throws {
        var table = MemberTable()
        for link in [
            try Self.link("sig", "a/b", "x"), try Self.link("sig", "c/d", "y"), try Self.link("v1", "c/d", "x"),
        ] {
            table.add(link)
        }
        let (first, second) = (VolumeValues.digest("x"), VolumeValues.digest("y"))
        #expect(table.digests(of: try Tag("sig")) == [first, second].sorted())
        #expect(table.digests(of: try Tag("none")) == [])
        #expect(table.isTagged(first, in: try RepositoryName("a/b")))
        #expect(table.isTagged(first, in: try RepositoryName("c/d")))
        #expect(!table.isTagged(second, in: try RepositoryName("a/b")))
        #expect(table.digest(of: try Tag("v1"), in: try RepositoryName("a/b")) == nil)
        #expect(table.tagCount == 3)
    }

    @Test func `has the same content of a tag of many repositories once`() throws {
        var table = MemberTable()
        for name in ["a", "b", "c"] { table.add(try Self.link("sig", name, "x")) }
        #expect(table.digests(of: try Tag("sig")) == [VolumeValues.digest("x")])
    }

    @Test func `tells who holds a blob only where it is not there itself`() throws {
        var volume = VolumeValues.volume(1, of: nil)
        volume.holders = [
            VolumeValues.digest("there"): [try RepositoryName("a")],
            VolumeValues.digest("gone"): [try RepositoryName("a")],
        ]
        var other = VolumeValues.volume(2, of: nil)
        other.blobs = [.init(digest: VolumeValues.digest("there"), offset: 0, size: 1)]
        other.holders = [VolumeValues.digest("gone"): [try RepositoryName("b")]]
        let table = MemberTable(volumes: [volume, other])
        #expect(table.holders == [VolumeValues.digest("gone"): [try RepositoryName("a"), try RepositoryName("b")]])
    }

    @Test(
        "lists documents below a folder, and not those beside it",
        arguments: [
            ("", ["a/b", "a/c/d", "ab", "isc_1"]), ("a", ["a/b", "a/c/d"]), ("a/", ["a/b", "a/c/d"]),
            ("a/c", ["a/c/d"]),
            ("a/b", []), ("x", []),
        ]
    )
    func below(folder: String, paths: [String]) {
        var table = MemberTable()
        for path in ["isc_1", "ab", "a/c/d", "a/b"] { table.add(document: path, size: 1) }
        #expect(table.documents(below: folder) == paths)
    }

    @Test func `forgets a blob that is lost, and knows lengths wherever things lie`() {
        var table = MemberTable()
        let digest = VolumeValues.digest("x")
        table.add(digest, size: 9)
        #expect(table.blobs[digest]?.size == 9)
        #expect(MemberTable.Place.volume(3, offset: 7, size: 8).size == 8)
        table.remove(digest)
        #expect(table.blobs.isEmpty)
    }
}

@Suite("What a plan says of documents in its volumes")
struct DocumentDigestTests {
    @Test func `counts for the last volume that has one of the path`() throws {
        let sample = try SampleArchive()
        let sets = [
            ArchiveSet(plan: sample.one.plan, configuration: [], volumes: [VolumeName(1), VolumeName(2)]),
            ArchiveSet(plan: sample.two.plan, configuration: [], volumes: [VolumeName(3)]),
        ]
        func volume(_ number: Int, _ paths: [String]) -> ArchiveVolume {
            var volume = VolumeValues.volume(number, of: "x")
            for path in paths { volume.documents[path] = .init(offset: 0, size: 1) }
            return volume
        }
        let (graph, fast) = (SampleArchive.graph, "mirror/documents/graphs/fast.json")
        let both = SetReading.documentDigests(of: sets, [volume(1, [graph, fast]), volume(3, [graph])])
        #expect(both == [graph: VolumeValues.digest("new"), fast: VolumeValues.digest("fast")])
        let first = SetReading.documentDigests(of: sets, [volume(1, [graph])])
        #expect(first == [graph: VolumeValues.digest("old")])
        // A plan does not vouch for what it does not name.
        #expect(SetReading.documentDigests(of: sets, [volume(1, ["x"]), volume(2, [])]) == [:])
    }
}
