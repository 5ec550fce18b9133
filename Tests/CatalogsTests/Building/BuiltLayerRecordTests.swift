// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import ImageAccess
import OCI
import Plans
import TestSupport
import Testing

@testable import Catalogs

@Suite("The record of a layer that was built")
struct BuiltLayerRecordTests {
    private let folder: TemporaryDirectory
    private let cache: DiskCache
    private let layer: Digest

    init() throws {
        folder = try TemporaryDirectory()
        cache = DiskCache(root: folder.path)
        layer = Digest(of: Array("layer".utf8))
        let draft = try cache.makeDraft()
        try draft.append(Array("layer".utf8))
        try cache.keep(draft, as: layer)
    }

    private static func image(_ number: UInt8 = 1, root: String = "configs") throws -> CatalogImage {
        CatalogImage(
            place: try ImageLibrary(client: .test()).place(of: ImageSource("localhost:1/a:1")),
            digest: Digest(of: [0]),
            instance: Digest(of: [number]),
            layers: [],
            folder: .init(root: root, hidden: []),
            name: "a"
        )
    }

    private static func kept(_ entries: String..., defaultChannel: String? = nil) -> [KeptPackage] {
        [KeptPackage(name: "p", defaultChannel: defaultChannel, channels: [KeptChannel(name: "c", entries: entries)])]
    }

    private func known(_ packages: [KeptPackage], _ image: CatalogImage) throws -> Digest? {
        try BuiltLayerRecord.known(packages, of: image, in: cache)?.digest
    }

    @Test("is known for the same selection of the same catalog, and for no other")
    func selection() throws {
        let (image, kept) = (try Self.image(), Self.kept("a", "b"))
        #expect(try known(kept, image) == nil)
        try BuiltLayerRecord(digest: layer, size: 5).store(kept, of: image, in: cache)
        #expect(try known(kept, image) == layer)
        for other in [Self.kept("a"), Self.kept("b", "a"), Self.kept("a", "b", defaultChannel: "c"), [], kept + kept] {
            #expect(try known(other, image) == nil)
        }
        #expect(try known(kept, Self.image(2)) == nil)
        #expect(try known(kept, Self.image(root: "other")) == nil)
    }

    @Test("counts only with the layer that it names: whole, and as long as it says", arguments: [4, 6])
    func layerOfSize(size: Int64) throws {
        try BuiltLayerRecord(digest: layer, size: size).store([], of: try Self.image(), in: cache)
        #expect(try known([], Self.image()) == nil)
    }

    @Test("counts for nothing where its layer is another one or gone", arguments: ["other", nil])
    func damaged(bytes: String?) throws {
        try BuiltLayerRecord(digest: layer, size: 5).store([], of: try Self.image(), in: cache)
        try FileManager.default.removeItem(atPath: cache.path(of: layer))
        if let bytes { try Data(bytes.utf8).write(to: URL(filePath: cache.path(of: layer))) }
        #expect(try known([], Self.image()) == nil)
    }

    @Test("counts for nothing where it is no record", arguments: ["", "{}", "[]", String(repeating: " ", count: 5000)])
    func unreadable(text: String) throws {
        try BuiltLayerRecord(digest: layer, size: 5).store([], of: try Self.image(), in: cache)
        let records = folder["mirror/catalog-layers"]
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: records).first)
        let record = try folder.read("mirror/catalog-layers/\(name)")
        try folder.write(
            text.first == " " ? Array(text.utf8) + record : Array(text.utf8),
            to: "mirror/catalog-layers/\(name)"
        )
        #expect(try known([], Self.image()) == nil)
    }
}
