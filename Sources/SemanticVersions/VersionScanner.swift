// SPDX-License-Identifier: Apache-2.0

/// Reads versions and constraints from the front of a text to its end.
struct VersionScanner {
    /// What may stand for a number of a version.
    enum Numbers {
        case digits
        /// Digits, and `x`, `X` or `*` for any number. A bar may be there too; it is refused when the number is read.
        case wildcards
    }

    /// The parts of a version as they are written; `nil` for a part that is not there.
    struct Parts {
        var major: String
        var minor: String?
        var patch: String?
        var prerelease: String?
        var metadata: String?
    }

    let bytes: [UInt8]
    private(set) var position: Int

    init(_ text: some StringProtocol) {
        bytes = Array(text.utf8)
        position = 0
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func move(to position: Int) { self.position = position }

    /// Takes bytes as long as they fit, and returns them.
    mutating func take(while fits: (UInt8) -> Bool) -> String {
        let start = position
        while position < bytes.count, fits(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Takes a text if it stands here.
    mutating func take(_ text: StaticString) -> Bool {
        let wanted = Array("\(text)".utf8)
        guard bytes[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    /// Takes a version, as much of it as stands here; or nothing.
    mutating func version(numbers: Numbers) -> Parts? {
        let start = position
        if peek() == UInt8(ascii: "v") { position += 1 }
        let isNumber = { (byte: UInt8) in Self.isDigit(byte) || numbers == .wildcards && "xX*|".utf8.contains(byte) }
        let major = take(while: isNumber)
        guard !major.isEmpty else {
            position = start
            return nil
        }
        var parts = Parts(major: major)
        parts.minor = number(isNumber)
        if parts.minor != nil { parts.patch = number(isNumber) }
        parts.prerelease = identifiers(after: UInt8(ascii: "-"))
        parts.metadata = identifiers(after: UInt8(ascii: "+"))
        return parts
    }

    /// Takes a point and a number.
    private mutating func number(_ isNumber: (UInt8) -> Bool) -> String? {
        guard peek() == UInt8(ascii: "."), let next = peek(1), isNumber(next) else { return nil }
        position += 1
        return take(while: isNumber)
    }

    /// Takes identifiers with points between them, and what introduces them.
    private mutating func identifiers(after mark: UInt8) -> String? {
        guard peek() == mark, let next = peek(1), Self.isIdentifier(next) else { return nil }
        position += 1
        var text = take(while: Self.isIdentifier)
        while peek() == UInt8(ascii: "."), let next = peek(1), Self.isIdentifier(next) {
            position += 1
            text += "." + take(while: Self.isIdentifier)
        }
        return text
    }

    private func peek(_ offset: Int = 0) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    static func isIdentifier(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"): true
        default: false
        }
    }

    static func isSpace(_ byte: UInt8) -> Bool { [0x09, 0x0A, 0x0C, 0x0D, 0x20].contains(byte) }
}
