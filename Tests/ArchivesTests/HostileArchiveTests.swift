// SPDX-License-Identifier: Apache-2.0

import Archives
import TestSupport
import Testing

/// The header of a file with its name replaced, and a checksum that fits.
private func header(named name: String, type: Character = "0", size: Int64 = 0) throws -> [UInt8] {
    var bytes = try TarEntry(path: "x", kind: .file(size: size)).header
    bytes.replaceSubrange(0..<name.utf8.count, with: name.utf8)
    bytes[156] = type.asciiValue ?? 0
    bytes.replaceSubrange(148..<156, with: [UInt8](repeating: 0x20, count: 8))
    let digits = String(bytes.reduce(0) { $0 + Int($1) }, radix: 8)
    bytes.replaceSubrange(148..<155, with: (String(repeating: "0", count: 6 - digits.count) + digits + "\0").utf8)
    return bytes
}

/// An archive of one file whose name is as long as one likes, as GNU tar writes it.
private func archive(named name: String) throws -> [UInt8] {
    let count = name.utf8.count
    let padding = [UInt8](repeating: 0, count: (512 - count % 512) % 512)
    return try header(named: "././@LongLink", type: "L", size: Int64(count)) + name.utf8 + padding
        + header(named: "x") + TarEntry.endOfArchive
}

@Suite("A hostile archive")
struct HostileArchiveTests {
    @Test(
        "with a path that leads out is refused",
        arguments: ["/etc/passwd", "../x", "a/../../x", "a/..", "..", "../\u{301}x", "/\u{301}x"]
    )
    func paths(path: String) throws {
        let reader = try TarReader(header(named: path) + TarEntry.endOfArchive, name: "test")
        let error = #expect(throws: ArchiveError.self) { try reader.next() }
        #expect(error?.subject == "member `\(path)`")
        #expect(throws: ArchiveError.self) { try TarEntry(path: path, kind: .directory) }
    }

    @Test("has no path and no link's target that is longer than any file system takes")
    func longPaths() throws {
        let deep = String(repeating: "a/", count: 2047) + "bc"
        #expect(try TarEntry(path: deep, kind: .directory).path == deep)
        #expect(try TarEntry(path: "x", kind: .symbolicLink(target: deep)).path == "x")
        let error = #expect(throws: ArchiveError.self) { try TarEntry(path: deep + "d", kind: .directory) }
        #expect(error?.message == "its path is longer than 4096 bytes")
        #expect(error?.subject.utf8.count == "member ``".utf8.count + 200)
        #expect(try TarReader(archive(named: deep), name: "test").next()?.path == deep)
        let vast = try TarReader(archive(named: String(repeating: "a/", count: 400_000)), name: "test")
        #expect(#expect(throws: ArchiveError.self) { try vast.next() } == error)
        for kind in [TarEntry.Kind.symbolicLink(target: deep + "d"), .hardLink(target: deep + "d")] {
            let error = #expect(throws: ArchiveError.self) { try TarEntry(path: "x", kind: kind) }
            #expect(error?.description == "member `x`: the target of its link is longer than 4096 bytes")
        }
    }

    @Test(
        "has links that say that they lead out",
        arguments: [
            ("a/b", "../c", false), ("a/b", "../../c", true), ("a", "/etc/passwd", true),
            ("a/b/c", "./../../d/..", false),
            ("a", "..", true), ("a/b", "x/../../../y", true), ("a", "b/c", false),
            // To a person the slash before a combining mark has an accent; to a file system it is a slash.
            ("a", "../\u{301}x", true), ("a", "/\u{301}x", true), ("a/\u{301}b", "../x", false),
        ]
    )
    func links(path: String, target: String, leadsOut: Bool) throws {
        let entry = try TarEntry(path: path, kind: .symbolicLink(target: target))
        #expect(entry.leadsOut == leadsOut)
        let read = try TarReader(TarWriter.archive([(entry, [])]), name: "test").next()
        #expect(read?.leadsOut == leadsOut)
        #expect(try TarEntry(path: path, kind: .hardLink(target: "../x")).leadsOut)
        #expect(try !TarEntry(path: path, kind: .hardLink(target: "x/y")).leadsOut)
    }

    @Test("that is cut off is an error, not a short file")
    func truncated() throws {
        let entry = try TarEntry(path: "a", kind: .file(size: 2000))
        let bytes = try TarWriter.archive([(entry, [UInt8](repeating: 1, count: 2000))])
        let reader = try TarReader(Array(bytes.prefix(1000)), name: "test")
        #expect(try reader.next() == entry)
        #expect(throws: ArchiveError.self) { try reader.readAll(limit: 10000) }
    }

    @Test("that is no archive is an error; one without members is not")
    func notAnArchive() throws {
        #expect(throws: ArchiveError.self) {
            let reader = try TarReader(Array("no archive, but some text".utf8), name: "test")
            _ = try reader.next()
        }
        #expect(throws: ArchiveError.self) { _ = try TarReader(path: "/no/such/file") }
        #expect(try TarReader(TarEntry.endOfArchive, name: "test").next() == nil)
        #expect(try TarReader([], name: "test").next() == nil)
    }

    @Test("has no more members and bytes than are read")
    func bounded() throws {
        var bytes: [UInt8] = []
        var writer = TarWriter { bytes += $0 }
        for name in ["a", "b", "c"] { try writer.add(name, [1, 2, 3]) }
        try writer.finish()
        let reader = try TarReader(bytes, name: "test", limit: 2)
        _ = try reader.next()
        let error = #expect(throws: ArchiveError.self) { try reader.readAll(limit: 2) }
        #expect(error?.description == "test, member `a`: it is longer than the 2 bytes that are read")
        _ = try reader.next()
        #expect(throws: ArchiveError.self) { try reader.next() }
    }
}
