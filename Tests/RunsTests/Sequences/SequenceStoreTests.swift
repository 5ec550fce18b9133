// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import Plans
import Registry
import SequenceMetadata
import TestSupport
import Testing
@testable import Runs

/// Metadata in folders and registries, as it is read and written.
@Suite("The place of metadata")
struct SequenceStoreTests {
    private let world: RunWorld
    private static let uid = "1c8a4f1e-6d3b-4d27-9a52-0f6b7c1d2e3f"

    init() throws { world = try RunWorld() }

    private func metadata(_ sequence: Int, images: Int = 3) throws -> WorkspaceMetadata {
        WorkspaceMetadata(
            uid: try #require(WorkspaceID(Self.uid)),
            pastMirror: PastMirror(timestamp: 1, sequence: sequence, configuration: .init()),
            pastAssociations: (0..<images).map { number in
                let digest = DigestText(Digest(of: [UInt8(number)]))
                return Association(
                    .generic,
                    name: "a.example/b@\(digest)",
                    path: "b",
                    id: digest,
                    content: .init(layers: [digest])
                )
            }
        )
    }

    private func store(_ folder: String) -> SequenceStore {
        SequenceStore(.folder(world.folder[folder]), clients: world.clients)
    }

    @Test("is a folder that oc-mirror v1 reads: written as a whole, with its permissions")
    func folder() async throws {
        let store = store("deep/meta")
        #expect(try await store.read() == nil)
        let (long, short) = (try metadata(1, images: 9), try metadata(2, images: 1))
        for each in [long, short] {
            try await store.write(each)
            let reading = try #require(try await store.read())
            #expect(reading.metadata == each && reading.leftover == 0)
        }
        let names = ["deep", "deep/meta", "deep/meta/publish", "deep/meta/publish/.metadata.json"]
        let modes = try names.map { name in
            try FileManager.default.attributesOfItem(atPath: world.folder[name])[.posixPermissions] as? Int
        }
        #expect(modes == [0o750, 0o750, 0o750, 0o640])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: world.folder["deep/meta/publish"]) == [".metadata.json"]
        )
    }

    @Test("is read once whole, whatever its size", arguments: [0, 1, 1 << 20, (1 << 20) + 1, 3 << 20])
    func sizes(padding: Int) async throws {
        let metadata = try metadata(1)
        try world.folder.write(
            String(repeating: " ", count: padding) + String(decoding: metadata.bytes, as: UTF8.self),
            to: "meta/publish/.metadata.json"
        )
        let reading = try #require(try await store("meta").read())
        #expect(reading.metadata == metadata && reading.digest == Digest(of: metadata.bytes))
    }

    @Test("is refused where it cannot be read or written, with what to do")
    func unreachable() async throws {
        try world.folder.write("x", to: "file")
        try world.folder.makeDirectory("folder/publish/.metadata.json")
        try world.folder.makeDirectory("link/publish")
        try FileManager.default.createSymbolicLink(
            atPath: world.folder["link/publish/.metadata.json"],
            withDestinationPath: world.folder["file"]
        )
        for name in ["file", "folder", "link"] {
            let error = await #expect(throws: UnreachableMetadata.self) { try await store(name).read() }
            #expect(error?.explanation.remedy?.contains("check `storageConfig`") == true, "\(name)")
        }
        let error = await #expect(throws: UnreachableMetadata.self) { try await store("file").write(metadata(1)) }
        #expect(error?.explanation.remedy?.contains("apply the same plan again") == true)
        #expect(try Array(world.folder.read("file")) == Array("x".utf8))
    }

    @Test("is an image, in any registry, which is what oc-mirror v1 makes")
    func image() async throws {
        let host = world.source.server.host
        let place = SequencePlace.image(PlacedName("\(host)/state/meta:latest"), skipsTLS: false)
        let store = SequenceStore(place, clients: world.clients)
        #expect(store.name == "\(host)/state/meta:latest")
        #expect(try await store.read() == nil)
        for each in [try metadata(1, images: 9), try metadata(2, images: 1)] {
            try await store.write(each)
            #expect(try await store.read()?.metadata == each)
            let repository = try Repository("\(host)/state/meta")
            let found = try await world.clients.target.head(repository, .tag(try Tag("latest")))
            #expect(try found?.digest == MetadataImage.build(each).digest)
        }
    }

    @Test("is refused where the image is another one, or its server no registry")
    func otherImage() async throws {
        let (name, _) = try world.image("a/b")
        let other = SequenceStore(.image(PlacedName(name), skipsTLS: false), clients: world.clients)
        let layer = await #expect(throws: UnreachableMetadata.self) { try await other.read() }
        #expect(layer?.explanation.summary.contains("neither a tar archive") == true)
        let index = try TestImage(indexOf: [])
        world.source.add(index, to: "a/index", tag: "1")
        let empty = SequenceStore(
            .image("\(world.source.server.host)/a/index:1", skipsTLS: false),
            clients: world.clients
        )
        await #expect(throws: MetadataImageError.self) { try await empty.read() }
        let nobody = SequenceStore(.image("127.0.0.1:9/a/b:1", skipsTLS: false), clients: world.clients)
        let error = await #expect(throws: UnreachableMetadata.self) { try await nobody.read() }
        #expect(error?.explanation.summary.contains("127.0.0.1:9/a/b:1 cannot be read") == true)
    }

    @Test("is told apart from what changed meanwhile")
    func stale() {
        let gone = StaleSequence(place: "meta/publish/.metadata.json", number: 4, found: .nothing).explanation
        #expect(gone.summary.contains("writes sequence 4") && gone.summary.contains("is gone"))
        #expect(gone.remedy?.contains("begins at the current folder") == true)
        let elsewhere = StaleSequence(place: "/meta/publish/.metadata.json", number: 4, found: .nothing).explanation
        #expect(elsewhere.remedy == "Plan again and review the new plan.")
        let changed = StaleSequence(
            place: "a.example/b:1",
            number: 4,
            found: .metadata(workspace: Self.uid, sequence: 7)
        )
        #expect(changed.explanation.summary.hasSuffix("it has sequence 7 of the workspace \(Self.uid)"))
    }
}
