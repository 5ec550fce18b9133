// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Archives

/// The fields of a header as POSIX lays them out (pax, "ustar Interchange Format").
private struct UstarBlock {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: some Collection<UInt8>) { self.bytes = Array(bytes)[...] }

    func text(_ offset: Int, _ width: Int) -> String {
        String(decoding: bytes[offset..<offset + width].prefix { $0 != 0 }, as: UTF8.self)
    }

    func number(_ offset: Int, _ width: Int) -> Int64? { Int64(text(offset, width), radix: 8) }

    var name: String { text(0, 100) }
    var mode: Int64? { number(100, 8) }
    var user: Int64? { number(108, 8) }
    var group: Int64? { number(116, 8) }
    var size: Int64? { number(124, 12) }
    var modified: Int64? { number(136, 12) }
    var type: String { text(156, 1) }
    var target: String { text(157, 100) }
    var magic: [UInt8] { Array(bytes[257..<265]) }
    var prefix: String { text(345, 155) }

    /// Whether the checksum is the sum of all bytes with its own field as spaces.
    var isSummedUp: Bool {
        let sum = bytes.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 32 : Int64($1.element)) }
        return Int64(String(decoding: bytes[148..<154], as: UTF8.self), radix: 8) == sum && bytes[154] == 0
            && bytes[155] == 0x20
    }
}

@Suite("The header of a member")
struct TarFormatTests {
    @Test("has every field where the standard has it")
    func fields() throws {
        let entry = try TarEntry(
            path: "folder/file",
            kind: .file(size: 0o1234567),
            mode: 0o4751,
            owner: TarEntry.Owner(user: 1001, group: 0o7777777),
            modified: 1_700_000_000
        )
        let block = UstarBlock(entry.header)
        #expect(entry.header.count == 512)
        #expect(block.name == "folder/file")
        #expect(block.prefix.isEmpty)
        #expect(block.mode == 0o4751)
        #expect(block.user == 1001)
        #expect(block.group == 0o7777777)
        #expect(block.size == 0o1234567)
        #expect(block.modified == 1_700_000_000)
        #expect(block.type == "0")
        #expect(block.magic == Array("ustar\u{0}00".utf8))
        #expect(block.isSummedUp)
    }

    @Test(
        "says what the member is",
        arguments: [
            (TarEntry.Kind.file(size: 0), "0", "x", ""), (.hardLink(target: "to"), "1", "x", "to"),
            (.symbolicLink(target: "../to"), "2", "x", "../to"),
            (.directory, "5", "x/", ""),
        ]
    )
    func types(kind: TarEntry.Kind, type: String, name: String, target: String) throws {
        let block = UstarBlock(try TarEntry(path: "x", kind: kind).header)
        #expect(block.type == type)
        #expect(block.name == name)
        #expect(block.target == target)
        #expect(block.size == 0)
        #expect(block.isSummedUp)
    }

    private static func text(_ count: Int) -> String { String(repeating: "n", count: count) }

    @Test(
        "splits a path where its two fields hold it, and has a record where they do not",
        arguments: [
            (text(100), "", text(100), false), (text(101), "", text(99), true),
            ("d/" + text(100), "d", text(100), false),
            (text(155) + "/" + text(100), text(155), text(100), false),
            (text(156) + "/" + text(100), "", text(99), true),
            (text(60) + "/" + text(60) + "/" + text(60), text(60) + "/" + text(60), text(60), false),
            (text(60) + "/" + text(60), text(60), text(60), false), ("d/é", "", "d/__", true),
        ]
    )
    func splits(path: String, prefix: String, name: String, hasRecord: Bool) throws {
        let header = try TarEntry(path: path, kind: .file(size: 0)).header
        let block = UstarBlock(header.suffix(512))
        // Where a record says the path, what the fields say is for those who know no records.
        #expect(
            hasRecord
                ? block.name == name : (block.prefix.isEmpty ? block.name : "\(block.prefix)/\(block.name)") == path
        )
        #expect((header.count > 512) == hasRecord)
        #expect(!hasRecord || records(header)["path"] == path)
        if !hasRecord, !prefix.isEmpty { #expect(block.prefix.utf8.count <= 155 && block.name.utf8.count <= 100) }
    }

    /// Reads the records of a header by the standard: a length that counts itself, a key and a value.
    private func records(_ header: [UInt8]) -> [String: String] {
        let block = UstarBlock(header.prefix(512))
        guard block.type == "x", let size = block.size, block.isSummedUp else { return [:] }
        var rest = header[512..<512 + Int(size)]
        var found: [String: String] = [:]
        while let space = rest.firstIndex(of: 0x20), let length = Int(String(decoding: rest[..<space], as: UTF8.self)),
            length <= rest.count
        {
            let record = rest.prefix(length)
            guard record.last == 0x0a, let equals = record.firstIndex(of: UInt8(ascii: "=")) else { return [:] }
            found[String(decoding: record[(space + 1)..<equals], as: UTF8.self)] = String(
                decoding: record[(equals + 1)...].dropLast(),
                as: UTF8.self
            )
            rest = rest.dropFirst(length)
        }
        return rest.isEmpty ? found : [:]
    }

    @Test("has records whose length counts its own digits, whatever their number")
    func recordLengths() throws {
        // Around a length of 100 and of 1000 a digit more makes the record longer.
        for count in Array(101...130) + Array(960...1010) {
            let path = Self.text(count)
            let entry = try TarEntry(path: path, kind: .file(size: 1))
            #expect(records(entry.header) == ["path": path], "\(count)")
            #expect(entry.headerSize == entry.header.count)
            #expect(entry.header.count % 512 == 0)
        }
    }

    @Test(
        "keeps a number in a record where its field cannot hold it",
        arguments: [
            ("size", 0o77777777777, false), ("size", 0o100000000000, true), ("uid", 0o7777777, false),
            ("uid", 0o10000000, true),
            ("gid", 0o7777777, false), ("gid", 0o10000000, true), ("mtime", 0o77777777777, false),
            ("mtime", 0o100000000000, true),
            ("mtime", 0, false), ("mtime", -1, true),
        ] as [(String, Int64, Bool)]
    )
    func numbers(key: String, value: Int64, hasRecord: Bool) throws {
        let entry = try TarEntry(
            path: "x",
            kind: .file(size: key == "size" ? value : 0),
            owner: TarEntry.Owner(user: key == "uid" ? value : 0, group: key == "gid" ? value : 0),
            modified: key == "mtime" ? value : 0
        )
        let header = entry.header
        #expect(records(header) == (hasRecord ? [key: String(value)] : [:]))
        let block = UstarBlock(header.suffix(512))
        let fields = ["size": block.size, "uid": block.user, "gid": block.group, "mtime": block.modified]
        #expect(fields[key] == (hasRecord ? 0 : value))
        #expect(block.isSummedUp)
    }

    @Test(
        "keeps the target of a link in a record where its field cannot",
        arguments: [(100, false), (101, true), (4096, true)]
    )
    func targets(length: Int, hasRecord: Bool) throws {
        let target = Self.text(length)
        for kind in [TarEntry.Kind.symbolicLink(target: target), .hardLink(target: target)] {
            let header = try TarEntry(path: "x", kind: kind).header
            #expect(records(header)["linkpath"] == (hasRecord ? target : nil))
            #expect(hasRecord || UstarBlock(header).target == target)
        }
    }

    @Test(
        "is followed by the content, up to the next block",
        arguments: [(0, 0), (1, 511), (511, 1), (512, 0), (513, 511), (9 << 30, 0)] as [(Int64, Int)]
    )
    func padding(size: Int64, padding: Int) throws {
        let entry = try TarEntry(path: "x", kind: .file(size: size))
        #expect(entry.padding == [UInt8](repeating: 0, count: padding))
        #expect(entry.sizeInArchive == Int64(entry.header.count) + size + Int64(padding))
        #expect(entry.sizeInArchive % 512 == 0)
        #expect(TarEntry.endOfArchive == [UInt8](repeating: 0, count: 1024))
    }
}
