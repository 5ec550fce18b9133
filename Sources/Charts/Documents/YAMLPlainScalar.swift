// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// What a plain scalar means to Go's YAML library, which reads YAML 1.1.
enum YAMLPlainScalar {
    enum Meaning: Equatable {
        case string
        case null
        case bool(Bool)
        case integer(Int64)
        case unsigned(UInt64)
        case float(Double)
        /// A date, which stays a text but is written in quotes.
        case timestamp
    }

    /// The words with a meaning of their own.
    private static let words: [String: Meaning] = {
        var words: [String: Meaning] = [:]
        for word in ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"] {
            words[word] = .bool(true)
        }
        for word in ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"] {
            words[word] = .bool(false)
        }
        for word in ["", "~", "null", "Null", "NULL"] { words[word] = .null }
        for word in [".nan", ".NaN", ".NAN"] { words[word] = .float(.nan) }
        for word in [".inf", ".Inf", ".INF"] {
            words[word] = .float(.infinity)
            words["+" + word] = .float(.infinity)
            words["-" + word] = .float(-.infinity)
        }
        return words
    }()

    /// The meaning of a text without quotes and without a tag.
    static func meaning(of text: Text) -> Meaning {
        guard let first = text.bytes.first else { return .null }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"): return number(text)
        case UInt8(ascii: "."):
            if text.count < 6, let word = words[text.string] { return word }
            return isDecimal(text.bytes) ? finite(text.bytes) : .string
        default:
            guard text.count < 6, "yYnNtTfFoO~".utf8.contains(first) else { return .string }
            return words[text.string] ?? .string
        }
    }

    private static func number(_ text: Text) -> Meaning {
        if text.count < 6, let word = words[text.string] { return word }
        if YAMLTimestamp.isTimestamp(text.bytes) { return .timestamp }
        let plain = text.bytes.contains(UInt8(ascii: "_")) ? text.bytes.filter { $0 != UInt8(ascii: "_") } : text.bytes
        if let integer = integer(plain) { return integer }
        return isDecimal(plain) ? finite(plain) : .string
    }

    /// Reads a whole number in the notation of Go: `0x`, `0o`, `0b`, and a zero in front for octal digits.
    private static func integer(_ bytes: [UInt8]) -> Meaning? {
        var digits = bytes[...]
        let sign = digits.first
        let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
        if isSigned { digits = digits.dropFirst() }
        var radix = 10
        if digits.count > 1, digits.first == UInt8(ascii: "0") {
            switch digits[digits.startIndex + 1] | 0x20 {
            case UInt8(ascii: "x"): (radix, digits) = (16, digits.dropFirst(2))
            case UInt8(ascii: "o"): (radix, digits) = (8, digits.dropFirst(2))
            case UInt8(ascii: "b"): (radix, digits) = (2, digits.dropFirst(2))
            default: (radix, digits) = (8, digits.dropFirst())
            }
        }
        guard !digits.isEmpty, digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-"),
            let size = UInt64(String(decoding: digits, as: UTF8.self), radix: radix)
        else { return nil }
        if sign == UInt8(ascii: "-") {
            return size <= UInt64(Int64.max) + 1 ? .integer(Int64(truncatingIfNeeded: 0 &- size)) : nil
        }
        if let value = Int64(exactly: size) { return .integer(value) }
        return isSigned ? nil : .unsigned(size)
    }

    private static func finite(_ bytes: [UInt8]) -> Meaning {
        guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else { return .string }
        return .float(value)
    }

    /// Whether this is `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`.
    private static func isDecimal(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        func dropSign() {
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        }
        func dropDigits() -> Int {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            rest = rest.dropFirst(digits.count)
            return digits.count
        }
        dropSign()
        let whole = dropDigits()
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            if dropDigits() == 0, whole == 0 { return false }
        } else if whole == 0 {
            return false
        }
        guard let exponent = rest.first else { return true }
        guard exponent | 0x20 == UInt8(ascii: "e") else { return false }
        rest = rest.dropFirst()
        dropSign()
        return dropDigits() > 0 && rest.isEmpty
    }

    /// Whether the text is a number in base 60 to other readers, such as `1:30`.
    static func isSexagesimal(_ text: Text) -> Bool {
        var rest = text.bytes[...]
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        guard let first = rest.first, (0x30...0x39).contains(first) else { return false }
        let isPlaceholder = { (byte: UInt8) in (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_") }
        rest = rest.drop(while: isPlaceholder)
        guard rest.first == UInt8(ascii: ":") else { return false }
        while rest.first == UInt8(ascii: ":") {
            let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            guard digits.count == 1 || digits.count == 2 && digits[digits.startIndex] < UInt8(ascii: "6") else {
                return false
            }
            rest = rest.dropFirst(1 + digits.count)
        }
        if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop(while: isPlaceholder) }
        return rest.isEmpty
    }
}
