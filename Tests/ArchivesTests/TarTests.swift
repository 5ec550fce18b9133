// SPDX-License-Identifier: Apache-2.0

import Archives
import Foundation
import TestSupport
import Testing

/// A file and its bytes.
private func file(_ path: String, _ text: String, mode: UInt16 = 0o644) throws -> (entry: TarEntry, bytes: [UInt8]) {
    (try TarEntry(path: path, kind: .file(size: Int64(text.utf8.count)), mode: mode), Array(text.utf8))
}

private let longName = String(repeating: "n", count: 120)
private let longPath = (0..<30).map { "folder\($0)" }.joined(separator: "/") + "/file"

/// Members of every kind that is written.
private func members() throws -> [(entry: TarEntry, bytes: [UInt8])] {
    [
        (try TarEntry(path: "etc", kind: .directory, mode: 0o755), []),
        try file("etc/plain", "plain\n"),
        try file("etc/run", "#!/bin/sh\n", mode: 0o755),
        try file("etc/\(longName)", "long"),
        try file(longPath, "deep"),
        try file("etc/größe-计划", "not ASCII"),
        try file("empty", ""),
        try file("block", String(repeating: "x", count: 512)),
        (try TarEntry(path: "etc/link", kind: .symbolicLink(target: "plain"), mode: 0o777), []),
        (try TarEntry(path: "etc/other", kind: .symbolicLink(target: longPath), mode: 0o777), []),
        (try TarEntry(path: "etc/hard", kind: .hardLink(target: "etc/plain")), []),
        (try TarEntry(path: "old", kind: .file(size: 0), modified: -1), []),
    ]
}

@Suite("Tar archives", .waitsForPrograms)
struct TarTests {
    @Test("come back as they were written")
    func roundTrip() throws {
        let members = try members()
        let reader = try TarReader(TarWriter.archive(members), name: "test")
        for (entry, bytes) in members {
            #expect(try reader.next() == entry)
            #expect(try reader.readAll(limit: 1000) == bytes)
        }
        #expect(try reader.next() == nil)
        #expect(reader.warnings == [])
    }

    @Test("are understood by tar, with nobody's name and time in them")
    func understoodByTar() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(TarWriter.archive(members()), to: "test.tar")
        let environment = ["TZ": "UTC", "LC_ALL": "C.UTF-8"]
        let run = try runTool(
            ["tar", "--numeric-owner", "--quoting-style=literal", "-tvf", path],
            environment: environment
        )
        #expect(run.status == 0)
        #expect(run.errors == "")
        let lines = run.lines.map { $0.split(separator: " ").map(String.init) }
        #expect(lines.count == 12)
        #expect(lines.allSatisfy { $0[1] == "0/0" })
        #expect(lines.dropLast().allSatisfy { $0[3...4] == ["1970-01-01", "00:00"] })
        #expect(lines.map { $0[0] }.prefix(3) == ["drwxr-xr-x", "-rw-r--r--", "-rwxr-xr-x"])
        #expect(lines.map { $0[5] }.prefix(7).suffix(4) == ["etc/\(longName)", longPath, "etc/größe-计划", "empty"])
        try directory.makeDirectory("out")
        try toolOutput(["tar", "-C", directory["out"], "-xf", path], environment: environment)
        #expect(try directory.read("out/etc/größe-计划") == Array("not ASCII".utf8))
    }

    @Test(
        "keep whom a member belongs to, however large the numbers",
        arguments: [(0, 0), (1001, 0), (0o7777777, 0o10000000), (1_000_650_000, 4_294_967_294)]
    )
    func owners(user: Int64, group: Int64) throws {
        let entry = try TarEntry(
            path: "tmp",
            kind: .directory,
            mode: 0o1777,
            owner: TarEntry.Owner(user: user, group: group)
        )
        let archive = try TarWriter.archive([(entry, [])])
        #expect(try TarReader(archive, name: "test").next() == entry)
        let directory = try TemporaryDirectory()
        let path = try directory.write(archive, to: "test.tar")
        let line = try runTool(["tar", "--numeric-owner", "-tvf", path]).lines.first ?? ""
        #expect(line.split(separator: " ").prefix(2) == ["drwxrwxrwt", "\(user)/\(group)"])
    }

    @Test("are the same bytes every time, known in size beforehand")
    func reproducible() throws {
        let members = try members()
        var streamed: [UInt8] = []
        var writer = TarWriter { streamed += $0 }
        for (entry, bytes) in members {
            try writer.begin(entry)
            for byte in bytes { try writer.write([byte]) }
        }
        try writer.finish()
        #expect(try streamed == TarWriter.archive(members))
        #expect(Int64(streamed.count) == members.reduce(1024) { $0 + $1.entry.sizeInArchive })
        #expect(members.allSatisfy { $0.entry.headerSize == $0.entry.header.count })
    }

    @Test("hold files larger than their header's field")
    func largeFile() throws {
        let size: Int64 = 20 << 30
        let entry = try TarEntry(path: "blob", kind: .file(size: size))
        #expect(try TarReader(entry.header + TarEntry.endOfArchive, name: "test").next()?.size == size)
        #expect(entry.sizeInArchive == size + 1536)
    }

    @Test("are not written with more or fewer bytes than announced")
    func announcedSize() throws {
        var writer = TarWriter { _ in }
        try writer.begin(TarEntry(path: "a", kind: .file(size: 2)))
        #expect(throws: ArchiveError.self) { try writer.write([1, 2, 3]) }
        try writer.write([1])
        let next = try TarEntry(path: "b", kind: .directory)
        let error = #expect(throws: ArchiveError.self) { try writer.begin(next) }
        #expect(error?.description == "member `a`: 1 bytes of it are missing")
        #expect(throws: ArchiveError.self) {
            _ = try TarWriter.archive([(TarEntry(path: "a", kind: .file(size: 2)), [])])
        }
    }

    @Test("are read through their compression", arguments: ["gzip", "zstd", "bzip2", "xz"])
    func compressed(tool: String) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(TarWriter.archive([file("a", "1")]), to: "test.tar")
        guard try runTool(["which", tool]).status == 0 else { return }
        try toolOutput([tool, "-k", "-q", path])
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: directory.path).max())
        #expect(name != "test.tar")
        let reader = try TarReader(path: directory[name])
        #expect(try reader.next()?.path == "a")
        #expect(try reader.readAll(limit: 1) == [0x31])
    }

    @Test("from other tools are read, whatever their names and order", arguments: ["gnu", "pax", "ustar"])
    func fromTar(format: String) throws {
        let directory = try TemporaryDirectory()
        try directory.write("1", to: "in/größe")
        try directory.write("2", to: "in/sub/b")
        let path = directory["test.tar"]
        try toolOutput(
            ["tar", "--format=\(format)", "-C", directory["in"], "-cf", path, "."],
            environment: ["LC_ALL": "C.UTF-8"]
        )
        let reader = try TarReader(path: path)
        var paths: Set<String> = []
        while let entry = try reader.next() { paths.insert(entry.path) }
        #expect(paths == [".", "größe", "sub", "sub/b"])
        #expect(reader.warnings == [])
    }
}
