// SPDX-License-Identifier: Apache-2.0

import Archives
import Foundation
import OCI
import TestSupport
import Testing

@testable import Layers

@Suite("A folder as layers make it")
struct LayeredFolderTests {
    private func folder(_ part: LayerPart, _ layers: [[String]]) async throws -> LayeredFolder {
        var folders: [LayerFolder] = []
        for layer in layers { folders.append(try await BenchLayer(layer).folder(part)) }
        return LayeredFolder(part, folders)
    }

    private func link(_ path: String) -> OpenLink { OpenLink(name: path, path: path, depth: 9) }

    @Test(
        "has what is seen, with the number of its layer",
        arguments: [
            ([["d/a", "d/b"], ["d/b", "e"]], "d/a 0, d/b 1"), ([["d/a"], ["d/.wh.a"]], ""),
            ([["d/a", "d/x/y"], ["d/.wh..wh..opq", "d/z"]], "d/z 1"),
            ([["d/a"], ["d"]], ""), ([["x"], ["d/c", "d/a", "d/b/"]], "d/a 1, d/c 1"), ([], ""),
        ] as [([[String]], String)]
    )
    func members(layers: [[String]], expected: String) async throws {
        let folder = try await folder(LayerPart(folder: "d"), layers)
        #expect(folder.members.map { "\($0.path) \($0.layer)" }.joined(separator: ", ") == expected)
    }

    @Test("names what stands at each path")
    func nodes() async throws {
        let folder = try await folder(
            LayerPart(folder: "d"),
            [["d/file", "d/link -> file", "d/hard = d/file", "d/folder/"]]
        )
        #expect(
            folder.members == [
                .init(path: "d/file", node: .file, layer: 0),
                .init(path: "d/hard", node: .hardLink(target: "d/file"), layer: 0),
                .init(path: "d/link", node: .symbolicLink(target: "file"), layer: 0),
            ]
        )
    }

    @Test(
        "knows when no further layer matters",
        arguments: [
            (["d/.wh..wh..opq"], true), ([".wh.d"], true), ([".wh..wh..opq"], true), (["d"], true), (["d/"], false),
            (["d/a"], false), (["x"], false),
            (["d/.wh.a"], false),
        ]
    )
    func decided(members: [String], isDecided: Bool) async throws {
        let part = try LayerPart(folder: "d")
        var folder = LayeredFolder(part)
        #expect(!folder.isDecided)
        folder.add(try await BenchLayer(members).folder(part), number: 3)
        #expect(folder.isDecided == isDecided)
    }

    @Test(
        "answers where a path leads",
        arguments: [
            ("file", "file 0"), ("none", "absent"), ("link", "file"), ("hard", "file"), ("in/x", "d/x"),
            ("file/x", "absent"), ("up", "in/../file"),
        ]
    )
    func answers(path: String, expected: String) async throws {
        let part = try LayerPart(folder: "/")
        let folder = try await folder(
            part,
            [["file", "d/x", "link -> file", "hard = file", "in -> d", "up -> in/../file"]]
        )
        switch try folder.answer(link(path)) {
        case .absent: #expect(expected == "absent")
        case .file(let layer): #expect(expected == "\(path) \(layer)")
        case .link(let next):
            // A link's text is followed part by part, so what goes up goes up in the text.
            #expect(next.path == (expected == "in/../file" ? "file" : expected))
            #expect(next.name == path)
        }
    }

    @Test("refuses what is neither file nor link, and what leads out")
    func refusals() async throws {
        let folder = try await folder(LayerPart(folder: "/"), [["d/", "out -> ../x", "deep/out -> ../../x"]])
        #expect(throws: LayerFilesError.notAFile("d")) { try folder.answer(link("d")) }
        #expect(throws: LayerFilesError.link("out", to: "../x", .leadsOut)) { try folder.answer(link("out")) }
        #expect(throws: LayerFilesError.link("deep/out", to: "../../x", .leadsOut)) {
            try folder.following(link("deep/out"))
        }
    }

    @Test("follows a folder that is a link, and stays where it is none")
    func following() async throws {
        let folder = try await folder(LayerPart(folder: "/"), [["d/x", "in -> d", "abs -> /d/", "over/sub -> ../in"]])
        #expect(try folder.following(link("d")) == nil)
        #expect(try folder.following(link("none")) == nil)
        #expect(try folder.following(link("in"))?.path == "d")
        #expect(try folder.following(link("abs"))?.path == "d")
        #expect(try folder.following(link("over/sub"))?.path == "in")
        #expect(try folder.following(link("in/x"))?.path == "d/x")
    }

    @Test("has the modes and owners of its folders, as far as a layer names them")
    func attributes() async throws {
        var archive = TestArchive()
        try archive.add(folder: "d", mode: 0o2750, owner: TarEntry.Owner(user: 7, group: 8))
        try archive.add("d/e/file")
        try archive.add(folder: "other", mode: 0o700)
        let bytes = try archive.bytes
        let layer = Descriptor(mediaType: .ociLayer, digest: Digest(of: bytes), size: Int64(bytes.count))
        let part = try LayerPart(folder: "d")
        let folder = try await LayerFolder.read(part, of: layer, from: MemoryStream(bytes))
        #expect(
            LayeredFolder(part, [folder]).attributes == [
                "d": FolderAttributes(mode: 0o2750, owner: TarEntry.Owner(user: 7, group: 8))
            ]
        )
        #expect(FolderAttributes.implied == FolderAttributes(mode: 0o755))
        // What is kept of a layer says the same when it is read again.
        let kept = try JSONDecoder().decode(LayerFolder.self, from: JSONEncoder().encode(folder))
        #expect(kept == folder)
    }
}
