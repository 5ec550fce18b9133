// SPDX-License-Identifier: Apache-2.0

/// Literals of Go, read.
enum Unquoting {
    /// The text of a literal in double quotes or backquotes; `nil` if an escape in it is none of Go.
    static func text(of literal: [UInt8]) -> Text? {
        let inner = Array(literal.dropFirst().dropLast())
        if literal.first == UInt8(ascii: "`") { return Text(inner.filter { $0 != 0x0D }) }
        var result: [UInt8] = []
        result.reserveCapacity(inner.count)
        var index = 0
        while index < inner.count {
            guard let piece = character(of: inner, at: index, mark: UInt8(ascii: "\"")) else { return nil }
            if piece.isByte { result.append(UInt8(piece.rune.value)) } else { piece.rune.append(to: &result) }
            index = piece.end
        }
        return Text(result)
    }

    /// A character of a literal, read at a place.
    struct Character {
        let rune: Rune
        /// Whether it stands for a byte, and not for a code point.
        let isByte: Bool
        /// Where the next one starts.
        let end: Int
    }

    /// Reads a character or an escape; `nil` if there is none.
    static func character(of bytes: [UInt8], at start: Int, mark: UInt8) -> Character? {
        guard start < bytes.count, bytes[start] != mark, bytes[start] != 0x0A else { return nil }
        guard bytes[start] == 0x5C else {
            let (rune, width) = bytes.rune(at: start)
            return Character(rune: rune, isByte: rune.value < 0x80, end: start + width)
        }
        guard start + 1 < bytes.count else { return nil }
        let letter = bytes[start + 1]
        switch letter {
        case UInt8(ascii: "x"): return hexadecimal(bytes, start + 2, count: 2, isByte: true)
        case UInt8(ascii: "u"): return hexadecimal(bytes, start + 2, count: 4, isByte: false)
        case UInt8(ascii: "U"): return hexadecimal(bytes, start + 2, count: 8, isByte: false)
        case UInt8(ascii: "0")...UInt8(ascii: "7"): return octal(bytes, start + 1)
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            return letter == mark ? Character(rune: Rune(value: UInt32(letter)), isByte: true, end: start + 2) : nil
        default:
            guard let value = simple[letter] else { return nil }
            return Character(rune: Rune(value: value), isByte: true, end: start + 2)
        }
    }

    private static let simple: [UInt8: UInt32] = [
        UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13,
        UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11, UInt8(ascii: "\\"): 0x5C,
    ]

    private static func hexadecimal(_ bytes: [UInt8], _ start: Int, count: Int, isByte: Bool) -> Character? {
        guard start + count <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[start..<start + count] {
            guard let digit = byte.hexValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        guard isByte || Unicode.Scalar(value) != nil else { return nil }
        return Character(rune: Rune(value: value), isByte: isByte, end: start + count)
    }

    private static func octal(_ bytes: [UInt8], _ start: Int) -> Character? {
        guard start + 3 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[start..<start + 3] {
            guard let digit = byte.hexValue, digit < 8 else { return nil }
            value = value << 3 | UInt32(digit)
        }
        return value > 255 ? nil : Character(rune: Rune(value: value), isByte: true, end: start + 3)
    }
}
