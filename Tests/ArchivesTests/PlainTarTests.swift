// SPDX-License-Identifier: Apache-2.0

import Archives
import Foundation
import TestSupport
import Testing

/// A member and the bytes that the file has at its place.
private struct Found: Equatable {
    let path: String
    let bytes: [UInt8]
}

/// Scans an archive, and reads each file from its place, past the library.
private func scan(_ path: String, limit: Int = 1000) throws -> (members: [Found], end: Int64) {
    let file = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? file.close() }
    var members: [Found] = []
    let end = try PlainTar.scan(path, limit: limit) { entry, offset, _ in
        guard case .file = entry.kind else { return }
        try file.seek(toOffset: UInt64(offset))
        members.append(Found(path: entry.path, bytes: [UInt8](try file.read(upToCount: Int(entry.size)) ?? Data())))
    }
    return (members, end)
}

private let longPath = (0..<30).map { "folder\($0)" }.joined(separator: "/") + "/file"

@Suite("Plain tar archives in files", .waitsForPrograms)
struct PlainTarTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    @Test("tell where each of our members lies, whatever its header")
    func own() throws {
        var archive = TestArchive()
        try archive.add("plain", "one")
        try archive.add(folder: "etc")
        try archive.add("empty")
        try archive.add(longPath, "deep")
        try archive.add(link: "link", to: longPath)
        try archive.add("größe-\(String(repeating: "n", count: 200))", "two", modified: -1)
        try archive.add("block", String(repeating: "x", count: 1024))
        let path = try folder.write(archive.bytes, to: "a.tar")
        let (members, end) = try scan(path)
        #expect(
            members.map { String(decoding: $0.bytes, as: UTF8.self) }
                == ["one", "", "deep", "two", String(repeating: "x", count: 1024)]
        )
        #expect(members.map(\.path).prefix(3) == ["plain", "empty", longPath])
        #expect(Int64(try archive.bytes.count) == end + 1024)
    }

    @Test("of other tools are understood", arguments: ["gnu", "pax", "ustar", "v7"])
    func others(format: String) throws {
        let name = format == "v7" ? "short" : String(repeating: "n", count: 90)
        let deep = ["gnu", "pax"].contains(format) ? "\(longPath)-größe" : "sub/file"
        try folder.write("first", to: "in/a-\(name)")
        try folder.write(String(repeating: "y", count: 70_000), to: "in/\(deep)")
        try folder.write("last", to: "in/z")
        try toolOutput(
            ["tar", "--format=\(format)", "--sort=name", "-C", folder["in"], "-cf", folder["b.tar"], "."],
            environment: ["LC_ALL": "C.UTF-8"]
        )
        let members = try scan(folder["b.tar"]).members
        #expect(members.map(\.path) == ["a-\(name)", deep, "z"])
        #expect(members.map(\.bytes.count) == [5, 70_000, 4])
        #expect(members.last?.bytes == Array("last".utf8))
    }

    @Test("hold members of more than 8 GiB, in pax records and in GNU's numbers", arguments: ["own", "gnu", "pax"])
    func large(writer: String) throws {
        let size: Int64 = 9 << 30
        let path = folder["large.tar"]
        if writer == "own" {
            let big = try TarEntry(path: "big", kind: .file(size: size))
            let rest = try TestArchive(["z": "last"]).bytes
            try folder.write(big.header, to: "large.tar")
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            try file.seek(toOffset: UInt64(Int64(big.header.count) + size))
            try file.write(contentsOf: Data(rest))
            try file.close()
        } else {
            // A file of holes on both sides: nothing of it is on the disk.
            try python(
                """
                import tarfile, io, sys
                format = tarfile.GNU_FORMAT if sys.argv[2] == "gnu" else tarfile.PAX_FORMAT
                def info(name, size):
                    i = tarfile.TarInfo(name); i.size = size; return i
                with open(sys.argv[1], "wb") as f:
                    f.write(info("big", 9 << 30).tobuf(format))
                    f.seek(9 << 30, 1)
                    f.write(info("z", 4).tobuf(format) + b"last" + bytes(508) + bytes(1024))
                """,
                path,
                writer
            )
        }
        var sizes: [Int64] = []
        var last: [UInt8] = []
        _ = try PlainTar.scan(path) { entry, offset, reader in
            sizes.append(entry.size)
            if entry.path == "z" { last = try reader.readAll(limit: 10) }
        }
        #expect(sizes == [size, 4])
        #expect(last == Array("last".utf8))
    }

    @Test(
        "say what they are when they are something else",
        arguments: [
            ("empty", PlainTarError.empty), ("gzip", .compressed("gzip")), ("zstd", .compressed("zstd")),
            ("xz", .compressed("xz")), ("bzip2", .compressed("bzip2")), ("text", .noTar),
            ("zeros", nil), ("limit", .malformed("a", "it has more than the 1 members that are read")),
            ("hostile", .malformed(nil, "its path leads out of the archive")),
        ] as [(String, PlainTarError?)]
    )
    func strangers(kind: String, expected: PlainTarError?) throws {
        let plain = try TestArchive(["a": "1", "b": "2"]).bytes
        let path = folder["x.tar"]
        switch kind {
        case "empty": try folder.write([], to: "x.tar")
        case "text": try folder.write(String(repeating: "no archive\n", count: 200), to: "x.tar")
        case "zeros": try folder.write([UInt8](repeating: 0, count: 10_240), to: "x.tar")
        case "limit": try folder.write(plain, to: "x.tar")
        case "hostile":
            try python("import tarfile, sys\ntarfile.open(sys.argv[1], 'w').addfile(tarfile.TarInfo('../x'))", path)
        default:
            try folder.write(plain, to: "x")
            guard try runTool(["which", kind]).status == 0 else { return }
            let run = try toolOutput(["sh", "-c", "\(kind) -c '\(folder["x"])' > '\(path)'"])
            #expect(run == "")
        }
        do {
            _ = try scan(path, limit: kind == "limit" ? 1 : 1000)
            #expect(expected == nil)
        } catch let error as PlainTarError {
            #expect(error == expected)
        }
    }

    @Test("are refused where they were cut, at any length")
    func cut() throws {
        let bytes = try TestArchive(["a": "one", "b": String(repeating: "x", count: 700), longPath: "deep"]).bytes
        for length in stride(from: 0, to: bytes.count, by: 64) {
            let path = try folder.write(Array(bytes.prefix(length)), to: "cut.tar")
            #expect(throws: PlainTarError.self, "\(length)") { try scan(path) }
        }
        #expect(try scan(folder.write(bytes, to: "cut.tar")).members.count == 3)
    }

    @Test("are refused where members are stored in pieces")
    func sparse() throws {
        try folder.write("", to: "in/hole")
        let file = try FileHandle(forWritingTo: URL(filePath: folder["in/hole"]))
        try file.write(contentsOf: Data(repeating: 1, count: 4096))
        try file.seek(toOffset: 1 << 20)
        try file.write(contentsOf: Data(repeating: 2, count: 4096))
        try file.close()
        for format in ["gnu", "pax"] {
            try toolOutput(["tar", "--format=\(format)", "-S", "-C", folder["in"], "-cf", folder["s.tar"], "hole"])
            #expect(throws: PlainTarError.self) { try scan(folder["s.tar"]) }
        }
    }

    @Test("never crash the reader, and no member of a damaged one reaches out of it")
    func fuzz() throws {
        let original = try TestArchive(["a": "one", "b": String(repeating: "x", count: 700), longPath: "deep"]).bytes
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<1500 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = UInt8.random(in: 0...255, using: &generator)
            }
            if Bool.random(using: &generator) {
                bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator)))
            }
            let path = try folder.write(bytes, to: "fuzz.tar")
            _ = try? PlainTar.scan(path, limit: 100) { entry, offset, _ in
                #expect(offset >= 512 && offset + entry.size <= Int64(bytes.count))
            }
        }
    }

    private func python(_ script: String, _ arguments: String...) throws {
        try toolOutput(["/usr/bin/python3", "-c", script] + arguments)
    }
}
