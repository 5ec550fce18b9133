// SPDX-License-Identifier: Apache-2.0

extension TarEntry {
    /// The size of a tar block in bytes.
    package static let blockSize = 512

    /// The header: one block, or three and more if the member needs pax records.
    ///
    /// It is a function of the entry alone: no names of users, no clock. The bytes are made here instead of by
    /// libarchive, because their digest is planned on one machine and checked on another. So it must not depend on
    /// the versions of a library.
    package var header: [UInt8] {
        let fields = fields
        return Self.extended(fields.records, modified)
            + Self.block(fields, typeFlag, Attributes(mode: mode, owner: owner, modified: modified), size: size)
    }

    /// The length of the header in bytes, computed without making it.
    package var headerSize: Int { Self.extended(fields.records, modified).count + Self.blockSize }

    /// The values of the header's fields, and the pax records for values that do not fit.
    private var fields: Fields {
        let path = kind == .directory && path != "." ? path + "/" : path
        var fields = Fields()
        if let (prefix, name) = Self.split(path) {
            (fields.prefix, fields.name) = (prefix, name)
        } else {
            fields.records.append(("path", path))
            fields.name = Self.truncate(path)
        }
        switch kind {
        case .symbolicLink(let link), .hardLink(let link):
            fields.target = link
            if !Self.fits(link, 100) {
                fields.records.append(("linkpath", link))
                fields.target = Self.truncate(link)
            }
        default: break
        }
        // Eleven octal digits hold 8 GiB; a larger size is in a record.
        if size > Self.largestNumber { fields.records.append(("size", String(size))) }
        if owner.user > Self.largestOwner { fields.records.append(("uid", String(owner.user))) }
        if owner.group > Self.largestOwner { fields.records.append(("gid", String(owner.group))) }
        if !(0...Self.largestNumber).contains(modified) { fields.records.append(("mtime", String(modified))) }
        return fields
    }

    private struct Fields {
        var prefix = ""
        var name = ""
        var target = ""
        var records: [(key: String, value: String)] = []
    }

    /// The zero bytes that follow the content, up to the next block.
    package var padding: [UInt8] { Self.padding(after: size) }

    /// The number of bytes that the member takes in an archive, header and padding included.
    package var sizeInArchive: Int64 { Int64(headerSize) + size + Int64(Self.paddingSize(after: size)) }

    /// The two empty blocks at the end of an archive.
    package static let endOfArchive = [UInt8](repeating: 0, count: 2 * blockSize)

    private static let largestNumber: Int64 = 0o77777777777
    /// The largest number of an owner: the field has seven octal digits.
    private static let largestOwner: Int64 = 0o7777777

    private var typeFlag: Character {
        switch kind {
        case .file, .special: "0"
        case .hardLink: "1"
        case .symbolicLink: "2"
        case .directory: "5"
        }
    }

    private static func padding(after size: Int64) -> [UInt8] {
        [UInt8](repeating: 0, count: paddingSize(after: size))
    }

    private static func paddingSize(after size: Int64) -> Int { (blockSize - Int(size % Int64(blockSize))) % blockSize }

    private static func fits(_ text: some StringProtocol, _ limit: Int) -> Bool {
        text.utf8.count <= limit && text.utf8.allSatisfy { $0 < 0x80 }
    }

    /// Splits a path into the two fields of the header; `nil` if they cannot hold it.
    private static func split(_ path: String) -> (prefix: String, name: String)? {
        if fits(path, 100) { return ("", path) }
        for slash in path.utf8.indices where path.utf8[slash] == UInt8(ascii: "/") {
            let (prefix, name) = (path[..<slash], path[path.utf8.index(after: slash)...])
            if !name.isEmpty, fits(prefix, 155), fits(name, 100) {
                return (String(prefix), String(name))
            }
        }
        return nil
    }

    /// The text that a reader without pax support shows instead.
    private static func truncate(_ text: String) -> String {
        String(decoding: text.utf8.map { $0 < 0x80 ? $0 : UInt8(ascii: "_") }.prefix(99), as: UTF8.self)
    }

    /// The header and content of the pax records; empty if the member needs no such records.
    private static func extended(_ records: [(key: String, value: String)], _ modified: Int64) -> [UInt8] {
        guard !records.isEmpty else { return [] }
        let content = Array(records.map { record($0.key, $0.value) }.joined().utf8)
        let size = Int64(content.count)
        let attributes = Attributes(mode: 0o644, owner: .root, modified: modified)
        return block(Fields(name: "PaxHeader"), "x", attributes, size: size) + content + padding(after: size)
    }

    /// Formats a record, which begins with its own length; the digits of the length count too.
    private static func record(_ key: String, _ value: String) -> String {
        let rest = " \(key)=\(value)\n"
        var length = rest.utf8.count
        while length != rest.utf8.count + String(length).utf8.count {
            length = rest.utf8.count + String(length).utf8.count
        }
        return "\(length)\(rest)"
    }

    /// What a header says of a member beside its names and its size.
    private struct Attributes {
        let mode: UInt16
        let owner: Owner
        let modified: Int64
    }

    private static func block(
        _ fields: Fields,
        _ typeFlag: Character,
        _ attributes: Attributes,
        size: Int64
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(blockSize)
        func text(_ value: String, _ width: Int) {
            let end = bytes.count + width
            bytes.append(contentsOf: value.utf8)
            bytes.append(contentsOf: repeatElement(0, count: end - bytes.count))
        }
        func number(_ value: Int64, _ width: Int) {
            let largest = width == 8 ? largestOwner : largestNumber
            let digits = String((0...largest).contains(value) ? value : 0, radix: 8)
            bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: width - 1 - digits.utf8.count))
            text(digits, digits.utf8.count + 1)
        }
        text(fields.name, 100)
        let owner = attributes.owner
        for value in [Int64(attributes.mode), owner.user, owner.group] { number(value, 8) }
        for value in [size, attributes.modified] { number(value, 12) }
        let place = bytes.count
        // The checksum counts its own field as spaces.
        text("        ", 8)
        text(String(typeFlag), 1)
        text(fields.target, 100)
        text("ustar", 6)
        text("00", 2)
        text("", 64)
        for value: Int64 in [0, 0] { number(value, 8) }
        text(fields.prefix, 155)
        text("", 12)
        let sum = bytes.reduce(0) { $0 + Int64($1) }
        let checksum = String(sum, radix: 8)
        let spelled = String(repeating: "0", count: 6 - checksum.utf8.count) + checksum + "\0"
        bytes.replaceSubrange(place..<place + 7, with: spelled.utf8)
        return bytes
    }
}
