// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// The words of a JSON text.
struct JSONScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Returns the next byte that is no white space, without taking it.
    mutating func next(_ context: String) throws(FunctionError) -> UInt8 {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
        return try current()
    }

    /// Takes the current byte.
    mutating func skip() { position += 1 }

    /// Gives the last byte back.
    mutating func back() { position -= 1 }

    /// Whether the text is used up.
    var isAtEnd: Bool { position >= bytes.count }

    /// Returns the current byte; inside of a word, which the context names, the end counts as a blank in the wrong place.
    private func current(_ context: String? = nil) throws(FunctionError) -> UInt8 {
        guard isAtEnd else { return bytes[position] }
        guard let context else { throw FunctionError("unexpected end of JSON input") }
        throw FunctionError(Text("invalid character ' ' \(context)"))
    }

    /// Returns the error that the current byte cannot stand where it does.
    func unexpected(_ context: String) -> FunctionError {
        guard position < bytes.count else { return FunctionError("unexpected end of JSON input") }
        return FunctionError(Text("invalid character \(Self.quoted(bytes[position])) \(context)"))
    }

    /// Checks that only white space is left.
    mutating func end() throws(FunctionError) {
        if (try? next("")) != nil { throw unexpected("after top-level value") }
    }

    private static func quoted(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "'"): return #"'\''"#
        case UInt8(ascii: "\""): return "'\"'"
        default:
            // A byte counts as the character with that number.
            let text = Text(String(Unicode.Scalar(byte))).quoted.string
            return "'\(text.dropFirst().dropLast())'"
        }
    }

    /// Takes a word whose first letter is the current byte.
    mutating func word(_ word: String) throws(FunctionError) {
        let letters = Array(word)
        position += 1
        for letter in letters.dropFirst() {
            let context = "in literal \(word) (expecting '\(letter)')"
            guard try current(context) == letter.asciiValue else { throw unexpected(context) }
            position += 1
        }
    }

    /// Takes a number and returns its bytes.
    mutating func number() throws(FunctionError) -> [UInt8] {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        if try current("in numeric literal") == UInt8(ascii: "0") {
            position += 1
        } else {
            try digits("in numeric literal")
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try digits("after decimal point in numeric literal")
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            let context = "in exponent of numeric literal"
            if [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(try current(context)) { position += 1 }
            try digits(context)
        }
        return Array(bytes[start..<position])
    }

    private mutating func digits(_ context: String) throws(FunctionError) {
        let range = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard range.contains(try current(context)) else { throw unexpected(context) }
        while position < bytes.count, range.contains(bytes[position]) { position += 1 }
    }

    /// Takes a string whose first quote is the current byte, and returns what it means.
    mutating func string() throws(FunctionError) -> Text {
        position += 1
        var text: [UInt8] = []
        while true {
            let byte = try current()
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return Text(text)
            case UInt8(ascii: "\\"):
                position += 1
                text += try escape()
            case 0..<0x20:
                throw unexpected("in string literal")
            default:
                let (scalar, count) = Runes.decode(bytes[position...])
                text += scalar == nil ? Array("\u{FFFD}".utf8) : Array(bytes[position..<(position + count)])
                position += count
            }
        }
    }

    private mutating func escape() throws(FunctionError) -> [UInt8] {
        let context = "in string escape code"
        let byte = try current(context)
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            let first = try unit()
            return Runes.bytes([try scalar(first)])
        default:
            position -= 1
            throw unexpected(context)
        }
    }

    /// Returns the scalar of a unit of UTF-16, with the following one if the two belong together.
    private mutating func scalar(_ first: UInt32) throws(FunctionError) -> Unicode.Scalar {
        guard (0xD800..<0xE000).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        let start = position
        if first < 0xDC00, bytes[position...].starts(with: #"\u"#.utf8) {
            position += 2
            let second = try unit()
            if (0xDC00..<0xE000).contains(second) {
                return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
            }
            position = start
        }
        return "\u{FFFD}"
    }

    private mutating func unit() throws(FunctionError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            let context = #"in \u hexadecimal character escape"#
            guard let digit = Character(Unicode.Scalar(try current(context))).hexDigitValue else {
                throw unexpected(context)
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
