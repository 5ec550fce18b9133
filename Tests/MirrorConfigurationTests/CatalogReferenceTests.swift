// SPDX-License-Identifier: Apache-2.0

import OCI
import Testing

@testable import MirrorConfiguration

@Suite("How a catalog is named")
struct CatalogReferenceTests {
    private static let digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    private static func mirror(_ catalogs: String...) throws -> ImageSetConfiguration {
        try configuration("mirror: {operators: [\(catalogs.map { "{catalog: '\($0)'}" }.joined(separator: ", "))]}")
    }

    @Test(
        "says whether what it means may change, and whether its tag at the target is known",
        arguments: [
            ("a.io/b:v4.16", "a.io/b:v4.16", true), ("a.io/b@\(digest)", nil, false),
            ("a.io/b:v4.16@\(digest)", nil, true),
            ("oci:///var/catalog", nil, true),
        ] as [(String, String?, Bool)]
    )
    func reference(text: String, unpinned: String?, hasTag: Bool) throws {
        let catalog = try #require(try Self.mirror(text).mirror.operators.first)
        #expect(catalog.unpinned?.description == unpinned)
        #expect(catalog.hasTag(by: .versionTwo) == hasTag)
    }

    @Test func `by its digest alone has a tag at the target where one is given`() throws {
        let body = "mirror: {operators: [{catalog: 'a.io/b@\(Self.digest)', targetTag: v4}]}"
        #expect(try configuration(body).mirror.operators.first?.hasTag(by: .versionTwo) == true)
    }

    @Test(
        "by digests, and by no tag, is how a pinned configuration names all that lie on registries",
        arguments: [
            (["a.io/b@\(digest)"], true), (["a.io/b:1@\(digest)", "a.io/c@\(digest)"], true), (["a.io/b:1"], false),
            (["a.io/b@\(digest)", "a.io/c:1"], false), ([], false), (["oci:///c"], false),
            (["oci:///c", "a.io/b@\(digest)"], true),
        ] as [([String], Bool)]
    )
    func isPinned(catalogs: [String], isPinned: Bool) throws {
        let list = catalogs.map { "{catalog: '\($0)'}" }.joined(separator: ", ")
        #expect(PinnedConfiguration.isPinned(try configuration("mirror: {operators: [\(list)]}")) == isPinned)
    }

    @Test func `for deleting is recognised only as this tool writes it`() throws {
        let pinned = try PinnedConfiguration(try Self.mirror("a.io/b:1"), digests: [0: try Digest(Self.digest)])
        #expect(PinnedConfiguration.isDeletion(pinned.deletion))
        #expect(!PinnedConfiguration.isDeletion(pinned.bytes))
        #expect(!PinnedConfiguration.isDeletion(pinned.deletion + Array("\n".utf8)))
        #expect(!PinnedConfiguration.isDeletion(Array("# mine\n".utf8) + pinned.deletion))
        #expect(!PinnedConfiguration.isDeletion([]))
        #expect(!PinnedConfiguration.isDeletion([0xff]))
        let deletion = try ImageSetConfiguration(bytes: pinned.deletion, path: "d.yaml", kind: .deletion)
        #expect(deletion.mirror.operators.map(\.text) == ["a.io/b@\(Self.digest)"])
        #expect(deletion.mirror.operators.map(\.targetTag?.description) == ["1"])
    }

    @Test(
        "as a tag is put in quotes where YAML would take it for something else",
        arguments: [
            ("v4.16", "v4.16"), ("latest", "latest"), ("9", "\"9\""), ("4.16", "\"4.16\""), ("1e3", "\"1e3\""),
            ("true", "\"true\""),
            ("null", "\"null\""), ("4.16.3", "4.16.3"), ("no", "\"no\""),
        ]
    )
    func scalars(tag: String, text: String) throws { #expect(try Tag(tag).scalar == text) }

    @Test(
        "has the processors that Linux calls otherwise by their names in Go",
        arguments: [
            ("x86_64", "amd64"), ("x86-64", "amd64"), ("x64", "amd64"), ("aarch64", "arm64"), ("ppc64el", "ppc64le"),
            ("powerpc64le", "ppc64le"), ("amd64", nil), ("s390x", nil), ("X86_64", nil), ("", nil),
        ] as [(String, String?)]
    )
    func processors(name: String, goName: String?) { #expect(ConfigurationParser.goName(ofProcessor: name) == goName) }

    @Test func `are six kinds of sections, and all are found`() {
        #expect(
            Set(SectionName.allCases.map(\.rawValue)) == [
                "platform", "operators", "additionalImages", "helm", "blockedImages", "samples",
            ]
        )
        #expect(SectionName.supported == Set(SectionName.allCases))
        #expect((ConfigurationKind.mirror.section, ConfigurationKind.deletion.section) == ("mirror", "delete"))
        #expect((ConfigurationKind.mirror.other, ConfigurationKind.deletion.other) == (.deletion, .mirror))
    }
}

@Suite("Where a field belongs")
struct FieldPlaceTests {
    @Test(
        "is told where it is the field of few other parts",
        arguments: [
            ("graph", ["`platform`"]), ("ArchiveSize", ["the top level of the file"]),
            ("packages", ["an element of `operators`"]),
            ("targetRepo", ["an element of `additionalImages`"]),
            ("shortestpath", ["an element of the `channels` of `platform`"]),
            ("full", ["an element of the `channels` of `platform`", "an element of `operators`"]),
            // A field of many parts was hardly meant for one of them.
            ("name", []), ("platforms", []), ("nothing", []), ("", []),
            // What is below the section itself is no other place.
            ("operators", []),
        ] as [(String, [String])]
    )
    func places(field: String, places: [String]) {
        #expect(SectionName.otherPlaces(ofField: field) == places)
    }

    @Test(
        "is answered for fields of other formats",
        arguments: [
            ("storageConfig", "remove it: v2 keeps its state elsewhere"),
            ("metadata", "remove it: this file is not a cluster object"),
            ("spec", "remove `spec:`, and write its fields at the left margin"), ("mirror", nil),
            ("storage", nil),
        ] as [(String, String?)]
    )
    func former(field: String, remedy: String?) { #expect(ConfigurationField.remedy(forFormerField: field) == remedy) }

    @Test(
        "is answered for the versions of v1",
        arguments: [
            ("minBundle", "v2 has `minVersion`, for the version of that bundle"),
            ("startingVersion", "v2 has `minVersion`"),
            ("version", "write `minVersion` and `maxVersion`, both with that version"), ("name", nil),
        ] as [(String, String?)]
    )
    func formerRanges(field: String, remedy: String?) {
        #expect(OperatorPackageField.remedy(forFormerField: field) == remedy)
        #expect(OperatorChannelField.remedy(forFormerField: field) == remedy)
    }
}
