// SPDX-License-Identifier: Apache-2.0

extension TarEntry {
    /// The size of the unit that tar archives are made of.
    package static let blockSize = 512

    /// The header, one block or, where the member needs pax records, three or more.
    ///
    /// It is a function of the entry alone: no owner, no names, no clock. The bytes are made here
    /// rather than by libarchive because their digest is planned on one machine and checked on
    /// another, and must not depend on the versions of a library that the two have.
    package var header: [UInt8] {
        var name = kind == .directory && path != "." ? path + "/" : path
        var records: [(key: String, value: String)] = []
        var prefix = ""
        if let split = Self.split(name) {
            (prefix, name) = split
        } else {
            records.append(("path", name))
            name = Self.truncate(name)
        }
        var target = ""
        switch kind {
        case .symbolicLink(let link), .hardLink(let link):
            target = link
            if !Self.fits(link, 100) {
                records.append(("linkpath", link))
                target = Self.truncate(link)
            }
        default: break
        }
        // Eleven octal digits hold 8 GiB; what is larger stands in a record.
        if size > Self.largestNumber { records.append(("size", String(size))) }
        if !(0...Self.largestNumber).contains(modified) { records.append(("mtime", String(modified))) }

        var bytes = Self.extended(records, modified)
        bytes += Self.block(name, prefix, typeFlag, mode, size, modified, target)
        return bytes
    }

    /// The zero bytes that follow the content, up to the next block.
    package var padding: [UInt8] { Self.padding(after: size) }

    /// How many bytes of an archive the member takes, header and padding included.
    package var sizeInArchive: Int64 { Int64(header.count) + size + Int64(padding.count) }

    /// The two empty blocks at the end of an archive.
    package static let endOfArchive = [UInt8](repeating: 0, count: 2 * blockSize)

    private static let largestNumber: Int64 = 0o77777777777

    private var typeFlag: Character {
        switch kind {
        case .file, .special: "0"
        case .hardLink: "1"
        case .symbolicLink: "2"
        case .directory: "5"
        }
    }

    private static func padding(after size: Int64) -> [UInt8] {
        [UInt8](repeating: 0, count: (blockSize - Int(size % Int64(blockSize))) % blockSize)
    }

    private static func fits(_ text: String, _ limit: Int) -> Bool {
        text.utf8.count <= limit && text.utf8.allSatisfy { $0 < 0x80 }
    }

    /// Splits a path where the two fields of the header hold it.
    private static func split(_ path: String) -> (prefix: String, name: String)? {
        if fits(path, 100) { return ("", path) }
        for slash in path.indices where path[slash] == "/" {
            let (prefix, name) = (path[..<slash], path[path.index(after: slash)...])
            if !name.isEmpty, fits(String(prefix), 155), fits(String(name), 100) {
                return (String(prefix), String(name))
            }
        }
        return nil
    }

    /// What a reader that knows no pax records shows instead.
    private static func truncate(_ text: String) -> String {
        String(decoding: text.utf8.map { $0 < 0x80 ? $0 : UInt8(ascii: "_") }.prefix(99), as: UTF8.self)
    }

    /// The header and content of the pax records, nothing where there are none.
    private static func extended(_ records: [(key: String, value: String)], _ modified: Int64) -> [UInt8] {
        guard !records.isEmpty else { return [] }
        let content = Array(records.map { record($0.key, $0.value) }.joined().utf8)
        let size = Int64(content.count)
        return block("PaxHeader", "", "x", 0o644, size, modified, "") + content + padding(after: size)
    }

    /// A record begins with its own length, the digits of which count too.
    private static func record(_ key: String, _ value: String) -> String {
        let rest = " \(key)=\(value)\n"
        var length = rest.utf8.count
        while length != rest.utf8.count + String(length).utf8.count {
            length = rest.utf8.count + String(length).utf8.count
        }
        return "\(length)\(rest)"
    }

    private static func block(
        _ name: String,
        _ prefix: String,
        _ typeFlag: Character,
        _ mode: UInt16,
        _ size: Int64,
        _ modified: Int64,
        _ target: String
    ) -> [UInt8] {
        func text(_ value: String, _ width: Int) -> [UInt8] {
            let bytes = Array(value.utf8)
            return bytes + [UInt8](repeating: 0, count: width - bytes.count)
        }
        func number(_ value: Int64, _ width: Int) -> [UInt8] {
            let digits = String((0...largestNumber).contains(value) ? value : 0, radix: 8)
            return text(String(repeating: "0", count: width - 1 - digits.count) + digits, width)
        }
        let start = text(name, 100) + number(Int64(mode), 8) + number(0, 8) + number(0, 8)
        let numbers = number(size, 12) + number(modified, 12)
        let identity = text(String(typeFlag), 1) + text(target, 100) + text("ustar", 6) + Array("00".utf8)
        let end = text("", 64) + number(0, 8) + number(0, 8) + text(prefix, 155) + text("", 12)
        // The checksum counts its own field as spaces.
        let sum = (start + numbers + identity + end).reduce(8 * 0x20) { $0 + Int64($1) }
        return start + numbers + number(sum, 7) + [0x20] + identity + end
    }
}
