// SPDX-License-Identifier: Apache-2.0

import OCI
import SequencedArchives
import TestSupport
import Testing

@Suite("The files of a catalog in v1's archives")
struct CatalogMembersTests {
    private static let digest = Digest(of: Array("catalog".utf8))

    @Test(
        "lie under the catalog's name, which also tells its image",
        arguments: [
            ("reg.example:5000/ns/index:v4.12", "reg.example:5000/ns/index/v4.12", "localhost/ns/index:v4.12"),
            ("reg.example/index:v1", "reg.example/index/v1", "localhost/index:v1"),
            (
                "reg.example/ns/index@\(digest)", "reg.example/ns/index/\(digest)",
                "localhost/ns/index:\(digest.hex.prefix(6))"
            ),
        ]
    )
    func names(name: String, folder: String, image: String) throws {
        let members = try #require(CatalogMembers(uniqueName: name))
        #expect(members.index == "catalogs/\(folder)/index/index.json")
        #expect(members.destination.map { "\($0)" } == image)
        #expect(CatalogMembers(index: members.index)?.destination == members.destination)
    }

    @Test(
        "have no place for a catalog in a folder, and are not found by other paths",
        arguments: ["index", "my/index"]
    )
    func none(name: String) {
        #expect(CatalogMembers(uniqueName: name) == nil)
        #expect(CatalogMembers(index: "catalogs/reg.example/ns/index/v1/include-config.gob") == nil)
        #expect(CatalogMembers(index: "release-signatures/\(name)") == nil)
    }

    @Test("hold the original image as a layout: a list is the index itself, one image is named by an index")
    func layout() throws {
        let members = try #require(CatalogMembers(uniqueName: "reg.example/ns/index:v1"))
        let list = try SequenceBench.index("list")
        let files = members.layout(of: SequenceBench.tree(list))
        let paths = files.map(\.path)
        let layout = "catalogs/reg.example/ns/index/v1/layout"
        #expect(Set(paths).count == paths.count)
        #expect(files.first { $0.path == "\(layout)/index.json" }?.content == .bytes(list.top.bytes))
        #expect(!paths.contains("\(layout)/blobs/sha256/\(list.digest.hex)"))
        #expect(paths.count == 2 + 2 + list.blobs.count)
        let single = try SequenceBench.image("single")
        let one = members.layout(of: SequenceBench.tree(single))
        #expect(one.map(\.path).contains("\(layout)/blobs/sha256/\(single.digest.hex)"))
        guard case .bytes(let index)? = one.first(where: { $0.path == "\(layout)/index.json" })?.content else {
            Issue.record("there is no index")
            return
        }
        #expect(try Manifest(index).children.map(\.digest) == [single.digest])
    }
}
