// SPDX-License-Identifier: Apache-2.0

/// A code point as Go's `rune` has it, which may be none of Unicode.
struct Rune: Equatable {
    let value: UInt32

    /// What stands for bytes that are not UTF-8.
    static let replacement = Rune(value: 0xFFFD)

    init(value: UInt32) { self.value = value }

    init(_ scalar: Unicode.Scalar) { value = scalar.value }

    /// The code point as a character of Unicode; `nil` for surrogates and numbers that are too large.
    var scalar: Unicode.Scalar? { Unicode.Scalar(value) }

    /// Whether a name in a template may hold it: a letter, a digit or `_`.
    var isOfNames: Bool {
        if value < 0x80 { return UInt8(value).isOfNames }
        switch scalar?.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber:
            return true
        default: return false
        }
    }

    /// Whether Go's `%q` shows it as it is.
    var isPrintable: Bool {
        if value < 0x7F { return value >= 0x20 }
        return switch scalar?.properties.generalCategory {
        case nil, .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            false
        default: true
        }
    }

    /// Whether Go's `unicode.IsSpace` holds.
    var isSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// The code point as Go's `%#U` prints it: `U+002D '-'`.
    var described: String {
        let digits = String(value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        guard isPrintable, let scalar else { return code }
        return "\(code) '\(scalar)'"
    }

    /// The bytes of the code point in UTF-8; those of U+FFFD if it has none.
    func append(to bytes: inout [UInt8]) {
        let scalar = scalar ?? "\u{FFFD}"
        if scalar.isASCII {
            bytes.append(UInt8(scalar.value))
        } else {
            bytes += String(scalar).utf8
        }
    }
}

extension UInt8 {
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    var isHexDigit: Bool { hexValue != nil }

    /// What the byte is worth as a digit of base 16.
    var hexValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    var isOfNames: Bool {
        isDigit || self == UInt8(ascii: "_") || (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z"))
    }

    /// Whether the byte is white space for the language: a blank, a tab, or an end of a line.
    var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }

    /// The byte, a letter of ASCII in lower case.
    var lowercased: UInt8 { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self }
}

extension Array<UInt8> {
    /// The code point at a place and the number of its bytes; U+FFFD and 1 where the bytes are not UTF-8.
    func rune(at start: Int) -> (rune: Rune, width: Int) {
        let first = self[start]
        if first < 0x80 { return (Rune(value: UInt32(first)), 1) }
        let (width, lowest): (Int, UInt32)
        switch first {
        case 0xC2...0xDF: (width, lowest) = (2, 0x80)
        case 0xE0...0xEF: (width, lowest) = (3, 0x800)
        case 0xF0...0xF4: (width, lowest) = (4, 0x10000)
        default: return (.replacement, 1)
        }
        guard start + width <= count else { return (.replacement, 1) }
        var value = UInt32(first) & (0x7F >> UInt32(width))
        for index in start + 1..<start + width {
            guard self[index] & 0xC0 == 0x80 else { return (.replacement, 1) }
            value = value << 6 | UInt32(self[index] & 0x3F)
        }
        guard value >= lowest, Unicode.Scalar(value) != nil else { return (.replacement, 1) }
        return (Rune(value: value), width)
    }

    /// The number of code points, each byte that is not UTF-8 being one.
    var runeCount: Int {
        var (index, number) = (0, 0)
        while index < count {
            index += self[index] < 0x80 ? 1 : rune(at: index).width
            number += 1
        }
        return number
    }

    /// Whether the bytes from a place on are these.
    func has(_ bytes: StaticBytes, at start: Int) -> Bool {
        guard start >= 0, start + bytes.count <= count else { return false }
        for offset in 0..<bytes.count where self[start + offset] != bytes[offset] { return false }
        return true
    }
}
