// SPDX-License-Identifier: Apache-2.0

import Archives
import ByteStreams
import Layers
import OCI
import Scheduling
import TestSupport
import Testing

/// The layers of an image in memory, base first.
private struct Stack: Sendable {
    let layers: [(descriptor: Descriptor, bytes: [UInt8])]
    /// The numbers of the layers that were opened.
    let opened = Guarded<[Int]>([])

    init(_ archives: [TestArchive], _ compression: Compression = .none) throws {
        layers = try archives.map { archive in
            let bytes = try compression.compress(archive.bytes)
            return (Descriptor(mediaType: .ociLayer, digest: Digest(of: bytes), size: Int64(bytes.count)), bytes)
        }
    }

    /// Makes layers of files, where a trailing slash makes a folder and an arrow a link.
    init(_ layers: [[String]], _ compression: Compression = .none) throws {
        try self.init(
            layers.enumerated().map { number, members in
                var archive = TestArchive()
                for member in members {
                    let parts = member.split(separator: " ").map(String.init)
                    switch parts.dropFirst().first {
                    case "->": try archive.add(link: parts[0], to: parts[2])
                    case "=": try archive.add(hardLink: parts[0], to: parts[2])
                    default:
                        if member.hasSuffix("/") {
                            try archive.add(folder: member)
                        } else {
                            try archive.add(member, "\(member) of \(number)")
                        }
                    }
                }
                return archive
            },
            compression
        )
    }

    func read(_ files: LayerFiles, changing change: ([UInt8]) -> [UInt8] = { $0 }) async throws -> [String: String] {
        let found = try await files.read(layers.map(\.descriptor)) { layer, read in
            let number = layers.firstIndex { $0.descriptor == layer } ?? -1
            opened.withLock { $0.append(number) }
            return try await read(MemoryStream(change(layers[number].bytes), piece: 700))
        }
        return found.mapValues { String(decoding: $0, as: UTF8.self) }
    }
}

@Suite("Files out of an image's layers")
struct LayerFilesTests {
    /// An image, a wanted path, and the number of the layer that has it; none where the image does not have it.
    private static let cases: [(layers: [[String]], path: String, of: Int?)] = [
        ([["a/b"], ["c"], ["d"]], "a/b", 0),
        ([["a/b"], ["a/b"], ["d"]], "a/b", 1),
        ([["a/b"], ["a/b"], ["d"]], "/a/b", 1),
        // Whiteouts.
        ([["a/b"], ["a/.wh.b"]], "a/b", nil),
        ([["a/b"], [".wh.a"]], "a/b", nil),
        ([["a/b"], ["a/.wh.b"], ["a/b"]], "a/b", 2),
        ([["a/b"], ["a/.wh.b", "a/b"]], "a/b", 1),
        ([["a/b"], ["a/b", "a/.wh.b"]], "a/b", 1),
        ([["a/b"], ["a/.wh.c", "a/.wh.bb"]], "a/b", 0),
        ([["a/b/c/d"], ["a/.wh.b"], ["a/b/c/"]], "a/b/c/d", nil),
        // Opaque folders.
        ([["a/b"], ["a/.wh..wh..opq"]], "a/b", nil),
        ([["a/b/c"], ["a/.wh..wh..opq", "a/b/"]], "a/b/c", nil),
        ([["a/b"], ["a/b"], ["a/.wh..wh..opq", "a/b"]], "a/b", 2),
        ([["a/b"], [".wh..wh..opq"]], "a/b", nil),
        ([["a/b"], ["a/c/.wh..wh..opq"]], "a/b", 0),
        ([["a/b"], [".wh..wh.aufs", ".wh..wh.plnk/.wh.a", "a/.wh..wh.orph/b"]], "a/b", 0),
        // What is no folder hides what was beneath, for good.
        ([["a/b"], ["a"]], "a/b", nil),
        ([["a/b"], ["a -> x"], ["a/"]], "a/b", nil),
        ([["a/b"], ["a"], ["a/c"]], "a/b", nil),
        ([["a/b"], ["a"], ["a/b"]], "a/b", 2),
        ([["a/b"], ["a/b"], ["a/", "a/c"]], "a/b", 1),
        // Within a layer the last member counts.
        ([["a/b", "x", "a/b"]], "a/b", 0),
        ([["a -> x", "a/", "a/b"]], "a/b", 0),
        ([["a/b", "a"]], "a/b", nil),
    ]

    @Test("are the ones that the top layer leaves", arguments: cases.indices)
    func wholeImage(index: Int) async throws {
        let (layers, path, number) = Self.cases[index]
        let name = path.split(separator: "/").joined(separator: "/")
        let files = try LayerFiles([path])
        let expected = number.map { [name: "\(name) of \($0)"] } ?? [:]
        #expect(try await Stack(layers).read(files) == expected)
    }

    @Test("are read whatever their compression", arguments: Compression.allCases)
    func compression(_ compression: Compression) async throws {
        let stack = try Stack([["x/one"], ["x/two"], ["other"]], compression)
        let found = try await stack.read(try LayerFiles(["x/one", "x/two", "x/three"]))
        #expect(found == ["x/one": "x/one of 0", "x/two": "x/two of 1"])
    }

    @Test(
        "are looked for no deeper than needed",
        arguments: [
            ([["x"], ["a"], ["b"]], ["a", "b"], [2, 1]),
            ([["a"], ["x"], ["a", "b"]], ["a", "b"], [2]),
            ([["a"], [".wh.a"], ["b"]], ["a", "b"], [2, 1]),
            ([["d/a"], ["d/.wh..wh..opq"], ["b"]], ["d/a", "b"], [2, 1]),
            ([["d/a"], ["x"], ["d"]], ["d/a"], [2]),
            ([["x"], ["y"], ["z"]], ["a"], [2, 1, 0]),
        ] as [([[String]], Set<String>, [Int])]
    )
    func stopsEarly(layers: [[String]], paths: Set<String>, opened: [Int]) async throws {
        let stack = try Stack(layers)
        _ = try await stack.read(try LayerFiles(paths))
        #expect(stack.opened.withLock { $0 } == opened)
    }

    @Test("that only accompany others are taken from the layers that are read for these")
    func companions() async throws {
        let stack = try Stack([["below"], ["a", "beside"], ["above"]])
        let found = try await stack.read(try LayerFiles(["a"], companions: ["above", "beside", "below"]))
        #expect(found.keys.sorted() == ["a", "above", "beside"])
        #expect(stack.opened.withLock { $0 } == [2, 1])
    }

    @Test("of a folder are all that the image has there")
    func folder() async throws {
        let stack = try Stack([
            ["configs/a/one", "configs/a/two", "configs/b", "configs/c/x", "configsx/no", "etc/no"],
            ["configs/a/.wh.two", "configs/b/", "configs/b/three", "configs/c/.wh..wh..opq", "configs/c/y"],
            ["configs/a/one", "configs/d -> a/one"],
        ])
        let found = try await stack.read(try LayerFiles([], in: ["/configs/"]))
        #expect(
            found == [
                "configs/a/one": "configs/a/one of 2", "configs/b/three": "configs/b/three of 1",
                "configs/c/y": "configs/c/y of 1", "configs/d": "configs/a/one of 2",
            ]
        )
        let everything = try await stack.read(try LayerFiles([], in: ["/"]))
        #expect(Set(everything.keys) == Set(found.keys).union(["configsx/no", "etc/no"]))
        let covered = try Stack([["f/a"], ["f/.wh..wh..opq", "f/b"], ["x"]])
        #expect(try await covered.read(try LayerFiles([], in: ["f"])) == ["f/b": "f/b of 1"])
        #expect(covered.opened.withLock { $0 } == [2, 1])
    }

    /// An image, and what reading its `link` comes to: a file's content or an error.
    private static let linkCases: [([[String]], Result<String, LayerFilesError>)] = [
        ([["a"], ["link -> a"]], .success("a of 0")),
        ([["a"], ["link -> /a"], ["a"]], .success("a of 2")),
        ([["d/a"], ["d -> e", "link -> d/a"], ["e/a"]], .success("e/a of 2")),
        ([["d/e/a", "link -> d/e/../e/./a"]], .success("d/e/a of 0")),
        ([["a", "b -> a", "c -> b", "link -> c"]], .success("a of 0")),
        ([["a", "link = a"], ["a"]], .success("a of 0")),
        ([["a"], ["a", "link = a"], [".wh.a"]], .success("a of 1")),
        ([["a"], ["link = /a"]], .success("a of 0")),
        ([["link -> a"]], .failure(.link("link", to: "a", .dangling))),
        ([["a", "link -> a"], [".wh.a"]], .failure(.link("link", to: "a", .dangling))),
        ([["link -> ../a"]], .failure(.link("link", to: "../a", .leadsOut))),
        ([["link -> a/../../b"]], .failure(.link("link", to: "a/../../b", .leadsOut))),
        ([["link = ../a"]], .failure(.link("link", to: "../a", .leadsOut))),
        ([["link -> ../\u{301}a"]], .failure(.link("link", to: "../\u{301}a", .leadsOut))),
        ([["link -> link"]], .failure(.link("link", to: "link", .tooMany))),
        ([["link = link"]], .failure(.link("link", to: "link", .tooMany))),
        ([["link -> b", "b -> link"]], .failure(.link("link", to: "b", .tooMany))),
        ([["link -> d", "d/"]], .failure(.notAFile("link"))),
        ([["d/link"], ["d -> e"], ["link -> d/link"]], .failure(.link("link", to: "e/link", .dangling))),
        ([["e/x", "link -> e/x", "e -> d"], ["d/x"]], .success("d/x of 1")),
        ([["link/"]], .failure(.notAFile("link"))),
    ]

    @Test("are found behind links, never outside of the image", arguments: linkCases.indices)
    func links(index: Int) async throws {
        let (layers, expected) = Self.linkCases[index]
        do {
            let found = try await Stack(layers).read(try LayerFiles(["link"]))
            #expect(found == ["link": try expected.get()])
        } catch let error as LayerFilesError {
            #expect(throws: error) { try expected.get() }
        }
    }

    @Test("are not taken from layers that hide what they do")
    func tricks() async throws {
        let beneath = try Stack([["a -> x", "a/b"]])
        await #expect(throws: LayerFilesError.self) { try await beneath.read(try LayerFiles(["a/b"])) }
        #expect(try await beneath.read(try LayerFiles(["c"])) == [:])
        for name in [".wh.", ".wh..", ".wh..."] {
            let nameless = try Stack([["a/b"], ["a/\(name)"]])
            await #expect(throws: LayerFilesError.self) { try await nameless.read(try LayerFiles(["a/b"])) }
        }
        let folder = try Stack([["real/a"], ["configs -> real"]])
        await #expect(throws: LayerFilesError.link("configs", to: "real", .folder)) {
            try await folder.read(try LayerFiles([], in: ["configs"]))
        }
        for path in ["", "../a", "a/../../b", "a\0b", "../\u{301}a"] {
            #expect(throws: LayerFilesError.path(path)) { try LayerFiles([path]) }
            #expect(throws: LayerFilesError.path(path)) { try LayerFiles([], in: [path]) }
        }
    }

    @Test("with a slash in front are those of the image's root; with dots they are refused")
    func rawPaths() async throws {
        func layer(_ name: String) throws -> Stack {
            var bytes = try TestArchive(["aaaaaaa": "content"]).bytes
            bytes.replaceSubrange(0..<7, with: name.utf8)
            // The checksum is a sum: it changes with the name.
            let sum = bytes[0..<148].reduce(0) { $0 + Int($1) } + bytes[156..<512].reduce(0) { $0 + Int($1) } + 8 * 32
            let digits = String(sum, radix: 8)
            let field = String(repeating: "0", count: 6 - digits.count) + digits + "\0 "
            bytes.replaceSubrange(148..<156, with: field.utf8)
            return Stack(bytes)
        }
        #expect(try await layer("/etc/ab").read(try LayerFiles(["etc/ab"])) == ["etc/ab": "content"])
        let error = await #expect(throws: LayerFilesError.self) {
            try await layer("../etcd").read(try LayerFiles(["etcd"]))
        }
        #expect(error?.description.contains("its path leads out of the archive") == true)
    }

    @Test("are not read beyond the limits, and the error tells which")
    func limits() async throws {
        var first = TestArchive()
        try first.add("a", String(repeating: "a", count: 60))
        var second = TestArchive()
        try second.add("b", String(repeating: "b", count: 60))
        let stack = try Stack([first, second])
        func read(_ limits: LayerFiles.Limits) async throws -> [String: String] {
            try await stack.read(try LayerFiles(["a", "b"], limits: limits))
        }
        #expect(try await read(.init(file: 60, total: 120, layer: 60)).count == 2)
        await #expect(throws: LayerFilesError.tooLong("b", .file(59))) { try await read(.init(file: 59)) }
        await #expect(throws: LayerFilesError.tooLong("a", .total(119))) { try await read(.init(total: 119)) }
        await #expect(throws: LayerFilesError.tooLong("b", .layer(59))) { try await read(.init(layer: 59)) }
        let folder = try Stack([["d/one", "d/two"]])
        let files = try await folder.read(try LayerFiles([], in: ["d"], limits: .init(paths: 12)))
        #expect(files.count == 2)
        await #expect(throws: LayerFilesError.tooLong("d/two", .paths(11))) {
            try await folder.read(try LayerFiles([], in: ["d"], limits: .init(paths: 11)))
        }
        // What no wish concerns may be as long as it likes.
        #expect(try await stack.read(try LayerFiles(["c"], limits: .init(file: 1, total: 1))) == [:])
    }

    @Test("count only when the whole layer is what was promised", arguments: Compression.allCases)
    func unverified(compression: Compression) async throws {
        var generator = SeededGenerator(seed: 7)
        var archive = TestArchive()
        try archive.add("a", "wanted")
        for number in 0..<20 { try archive.add("x\(number)", "\(generator.next())") }
        let stack = try Stack([archive], compression)
        let files = try LayerFiles(["a"])
        let size = stack.layers[0].bytes.count
        #expect(try await stack.read(files) == ["a": "wanted"])
        // A changed byte, wherever it is, a missing one and one too many.
        for position in stride(from: 0, to: size, by: max(1, size / 40)) + [size - 1] {
            await #expect(throws: ContentMismatch.self, "byte \(position)") {
                try await stack.read(files) { bytes in
                    var bytes = bytes
                    bytes[position] ^= 0xff
                    return bytes
                }
            }
        }
        await #expect(throws: ContentMismatch.self) { try await stack.read(files) { $0.dropLast() } }
        await #expect(throws: ContentMismatch.self) { try await stack.read(files) { $0 + [0] } }
    }

    @Test("are not read out of what is no archive, even where its digest is right")
    func noArchive() async throws {
        let whole = try Compression.gzip.compress(TestArchive(["b": String(repeating: "long ", count: 2000)]).bytes)
        for bytes in [Array("just text, and rather long".utf8), Array(whole.dropLast(40))] {
            let stack = Stack(bytes)
            let error = await #expect(throws: LayerFilesError.self) { try await stack.read(try LayerFiles(["a"])) }
            guard case .layer(let digest, _) = error else { continue }
            #expect(digest == Digest(of: bytes))
        }
    }
}

extension Stack {
    /// One layer of any bytes.
    fileprivate init(_ bytes: [UInt8]) {
        layers = [(Descriptor(mediaType: .ociLayer, digest: Digest(of: bytes), size: Int64(bytes.count)), bytes)]
    }
}
