// SPDX-License-Identifier: Apache-2.0

import OCI
import Testing

@testable import Layers

@Suite("Paths inside an image")
struct LayerPartTests {
    @Test(
        "are spelled in one way",
        arguments: [
            ("a", "a"), ("/a", "a"), ("//a///b/", "a/b"), ("./a/./b", "a/b"), (".", "."), ("/", "."),
            ("a..b/c", "a..b/c"), ("...", "..."), ("é/ü", "é/ü"),
        ]
    )
    func normalized(path: String, expected: String) throws {
        #expect(try ImagePath.normalized(path) == expected)
    }

    @Test(
        "are refused where they lead out, are empty or have a NUL",
        arguments: ["", "..", "a/..", "../a", "/../a", "a\0b"]
    )
    func refused(path: String) {
        #expect(throws: LayerFilesError.path(path)) { try ImagePath.normalized(path) }
        #expect(throws: LayerFilesError.path(path)) { try LayerPart(folder: path) }
        #expect(throws: LayerFilesError.path(path)) { try LayerPart(files: [path]) }
        #expect(throws: LayerFilesError.path(path)) { try LayerPart(above: [path]) }
        #expect(LayerFilesError.path(path).description == "`\(path)` is not the path of a file inside an image")
    }

    @Test("lie in folders up to the root")
    func ancestors() {
        #expect(Array(ImagePath.ancestors(of: "a/b/c")) == ["a/b", "a", "."])
        #expect(Array(ImagePath.ancestors(of: "a")) == ["."])
        #expect(Array(ImagePath.ancestors(of: ".")).isEmpty)
        #expect(ImagePath.name(of: "a/b") == "b")
        #expect(ImagePath.name(of: ".") == ".")
    }

    @Test(
        "lie beneath a folder, not beside it",
        arguments: [
            ("a/b", "a", true), ("a/b/c", "a", true), ("a", "a", false), ("ab", "a", false), ("a", ".", true),
            (".", ".", false), ("a", "a/b", false),
            ("a\u{301}/b", "a", false),
        ]
    )
    func beneath(path: String, folder: String, isBeneath: Bool) {
        #expect(ImagePath.isBeneath(path, folder) == isBeneath)
    }

    @Test(
        "are where links lead, from the folder of the link",
        arguments: [
            ("x", "a", "a/x"), ("x", ".", "x"), ("/x", "a/b", "x"), ("../x", "a/b", "a/x"), ("../../x", "a/b", "x"),
            ("..", "a", "."), ("/", "a", "."),
            (".", "a", "a"), ("./x//y/", "a", "a/x/y"), ("../../x", "a", nil), ("/..", "a", nil), ("..", ".", nil),
            ("x/../../..", "a", nil),
        ] as [(String, String, String?)]
    )
    func targets(target: String, folder: String, expected: String?) {
        #expect(ImagePath.target(target, from: folder) == expected)
    }

    @Test("make a part, each once and sorted")
    func parts() throws {
        let part = try LayerPart(folder: "/d/", files: ["b", "/a", "./b"], above: ["x/y/z", "x/w"])
        #expect(part.folders == ["d"])
        #expect(part.files == ["a", "b"])
        #expect(part.places == ["x", "x/y"])
        #expect(part.content.places.isEmpty && part.content.files == part.files && part.content.folders == part.folders)
        #expect(
            part.surroundings.places == part.places && part.surroundings.files.isEmpty
                && part.surroundings.folders.isEmpty
        )
    }

    @Test("give every part a name of its own")
    func names() throws {
        let parts = [
            try LayerPart(), try LayerPart(folder: "a"), try LayerPart(files: ["a"]), try LayerPart(above: ["a/x"]),
            try LayerPart(folder: "a", files: ["a"]),
            try LayerPart(files: ["a", "b"]), try LayerPart(files: ["a/b"]), try LayerPart(folder: "a/b"),
            try LayerPart(above: ["a/b/x"]),
        ]
        #expect(Set(parts.map(\.name)).count == parts.count)
        #expect(try LayerPart(files: ["/b", "a"]).name == LayerPart(files: ["a", "./b"]).name)
    }

    @Test(
        "are in every error, with what was passed",
        arguments: [
            (.notAFile("a"), "the image's `a` is not a regular file"),
            (.link("a", to: "b", .dangling), "the image's `a` is a link to `b`, which the image does not have"),
            (.link("a", to: "../b", .leadsOut), "the image's `a` is a link to `../b`, which leads out of the image"),
            (
                .link("a", to: "b", .tooMany),
                "the image's `a` is a link that leads on and on, more than 8 times, at last to `b`"
            ),
            (
                .link("a", to: "b", .folder),
                "the image's `a` is a link to `b`, expected a folder; ask for the files of that one"
            ),
            (.tooLong("a", .file(7)), "the image's `a` is longer than the 7 bytes that are read of a file"),
            (
                .tooLong("a", .total(7)),
                "with the image's `a`, its wanted files are longer than the 7 bytes that are read in all"
            ),
            (.tooLong("a", .layer(7)), "at the image's `a`, a layer unpacks to more than the 7 bytes that are read"),
            (.tooLong("a", .paths(7)), "at the image's `a`, a layer has paths of more than the 7 bytes that are kept"),
        ] as [(LayerFilesError, String)]
    )
    func errors(error: LayerFilesError, text: String) {
        #expect(error.description == text)
    }

    @Test("of any length do not fill a message")
    func longPaths() {
        let error = LayerFilesError.tooLong(String(repeating: "x", count: 5000), .paths(7))
        #expect(error.description.count < 300)
        let digest = Digest(of: [])
        #expect(LayerFilesError.layer(digest, "why").description == "the layer \(digest) cannot be read: why")
    }
}
