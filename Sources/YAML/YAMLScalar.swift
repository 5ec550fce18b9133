// SPDX-License-Identifier: Apache-2.0

/// A scalar as it was written.
package struct YAMLScalar: Sendable, Equatable {
    package let text: String
    /// The tag that was written before it.
    package let tag: String?
    /// Whether it was written without quotes and not as a block.
    package let isPlain: Bool

    package init(text: String, tag: String? = nil, isPlain: Bool) {
        self.text = text
        self.tag = tag
        self.isPlain = isPlain
    }

    /// The character that replaces each unreadable character, which was reported to the user.
    ///
    /// It is the last character for private use: code that masks a text must refuse a text that contains it.
    package static let mask: Unicode.Scalar = "\u{10fffd}"

    /// Whether a part of the text is masked, so that no further problem of it is reported.
    package var isMasked: Bool { text.unicodeScalars.contains(Self.mask) }

    /// Returns a message in which masked parts are dots.
    static func withoutMask(_ text: String) -> String {
        guard text.unicodeScalars.contains(mask) else { return text }
        return text.split(separator: Character(mask), omittingEmptySubsequences: false).filter { !$0.isEmpty }
            .joined(separator: "…")
    }

    /// The meaning of a scalar.
    package enum Meaning: Sendable, Equatable {
        case string
        case integer(Int64)
        /// A number that is not a 64-bit integer; its text has the value.
        case number
        case boolean(Bool)
        case null
    }

    /// The meaning, from the tag if there is one and from the form otherwise; `nil` if the text does not fit its tag,
    /// or the tag is unknown.
    package var meaning: Meaning? {
        switch tag {
        case nil: isPlain ? Self.meaning(ofPlain: text) : .string
        case "!", "tag:yaml.org,2002:str": .string
        case "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int", "tag:yaml.org,2002:null", "tag:yaml.org,2002:float":
            taggedMeaning
        default: nil
        }
    }

    private var taggedMeaning: Meaning? {
        let meaning = Self.meaning(ofPlain: text)
        switch (tag, meaning) {
        case ("tag:yaml.org,2002:bool", .boolean), ("tag:yaml.org,2002:null", .null),
            ("tag:yaml.org,2002:int", .integer),
            ("tag:yaml.org,2002:float", .number):
            return meaning
        case ("tag:yaml.org,2002:float", .integer): return .number
        default: return nil
        }
    }

    /// The meaning of an unquoted text for Kubernetes' tools.
    ///
    /// They read YAML 1.1 (sigs.k8s.io/yaml on go-yaml 2), so `yes`, `on` and `y` are booleans, `0x1f`, `017` and
    /// `1_000` integers, and 4.14 a number. Timestamps and base 60 (`12:30`) stay strings there, and so here.
    package static func meaning(ofPlain text: String) -> Meaning {
        switch text {
        case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": return .boolean(true)
        case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": return .boolean(false)
        case "", "~", "null", "Null", "NULL": return .null
        case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF":
            return .number
        default: break
        }
        guard let first = text.utf8.first, "+-.0123456789".utf8.contains(first) else { return .string }
        if first == UInt8(ascii: ".") { return isDecimal(text[...]) ? .number : .string }
        let digits = text.replacing("_", with: "")
        if let integer = integer(digits) { return integer }
        return isDecimal(digits[...]) ? .number : .string
    }

    private static func integer(_ text: String) -> Meaning? {
        let isNegative = text.hasPrefix("-")
        let unsigned = isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...]
        let lowered = unsigned.lowercased()
        let (digits, radix): (Substring, Int) =
            if lowered.hasPrefix("0x") { (lowered.dropFirst(2), 16) } else if lowered.hasPrefix("0o") {
                (lowered.dropFirst(2), 8)
            } else if lowered.hasPrefix("0b") {
                (lowered.dropFirst(2), 2)
            } else if lowered.hasPrefix("0"), lowered.utf8.count > 1 { (lowered.dropFirst(1), 8) } else {
                (lowered[...], 10)
            }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ isDigit($0, radix: radix) }) else { return nil }
        return Int64((isNegative ? "-" : "") + digits, radix: radix).map(Meaning.integer) ?? .number
    }

    private static func isDigit(_ byte: UInt8, radix: Int) -> Bool {
        switch byte {
        case 0x30...0x39: Int(byte) - 0x30 < radix
        case 0x61...0x66: radix == 16
        default: false
        }
    }

    /// Whether this is `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`.
    private static func isDecimal(_ text: Substring) -> Bool {
        var rest = text.utf8[...]
        func isSign(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") }
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        if let sign = rest.first, isSign(sign) { rest = rest.dropFirst() }
        let whole = rest.prefix(while: isDigit)
        rest = rest.dropFirst(whole.count)
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix(while: isDigit)
            guard !(whole.isEmpty && fraction.isEmpty) else { return false }
            rest = rest.dropFirst(1 + fraction.count)
        } else if whole.isEmpty {
            return false
        }
        guard let exponent = rest.first else { return true }
        guard exponent == UInt8(ascii: "e") || exponent == UInt8(ascii: "E") else { return false }
        rest = rest.dropFirst()
        if let sign = rest.first, isSign(sign) { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy(isDigit)
    }
}
