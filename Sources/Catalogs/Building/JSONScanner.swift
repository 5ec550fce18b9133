// SPDX-License-Identifier: Apache-2.0

/// Scans the values of a JSON document without decoding them (RFC 8259).
struct JSONScanner {
    private let bytes: [UInt8]
    private(set) var position: Int
    private var depth = 0

    init(_ bytes: [UInt8], at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    func failure(_ message: String) -> JSONText.Failure { JSONText.Failure(offset: position, message: message) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
    }

    /// Skips the value that begins here.
    mutating func skipValue() throws(JSONText.Failure) {
        switch next {
        case UInt8(ascii: "{"): try skipObject { _, _ in }
        case UInt8(ascii: "["): try skipArray { _ in }
        case UInt8(ascii: "\""): try skipString()
        case UInt8(ascii: "t"): try skip("true")
        case UInt8(ascii: "f"): try skip("false")
        case UInt8(ascii: "n"): try skip("null")
        default: try skipNumber()
        }
    }

    /// Skips an array; passes the range of each element to `body`.
    mutating func skipArray(_ body: (Range<Int>) -> Void) throws(JSONText.Failure) {
        try skipParts(from: UInt8(ascii: "["), to: UInt8(ascii: "]")) { scanner throws(JSONText.Failure) in
            body(try scanner.value())
        }
    }

    /// Skips an object; passes the ranges of each key and its value to `body`.
    mutating func skipObject(_ body: (Range<Int>, Range<Int>) -> Void) throws(JSONText.Failure) {
        try skipParts(from: UInt8(ascii: "{"), to: UInt8(ascii: "}")) { scanner throws(JSONText.Failure) in
            let start = scanner.position
            try scanner.skipString()
            let key = start..<scanner.position
            scanner.skipBlanks()
            guard scanner.next == UInt8(ascii: ":") else { throw scanner.failure("expected `:`") }
            scanner.position += 1
            scanner.skipBlanks()
            body(key, try scanner.value())
        }
    }

    private mutating func value() throws(JSONText.Failure) -> Range<Int> {
        let start = position
        try skipValue()
        return start..<position
    }

    /// Skips the text between two brackets, whose parts are separated by commas.
    private mutating func skipParts(
        from open: UInt8,
        to close: UInt8,
        _ skipPart: (inout JSONScanner) throws(JSONText.Failure) -> Void
    ) throws(JSONText.Failure) {
        guard next == open else { throw failure("expected `\(Character(UnicodeScalar(open)))`") }
        guard depth < JSONText.depthLimit else { throw failure("values are nested too deeply") }
        depth += 1
        position += 1
        skipBlanks()
        if next != close {
            while true {
                try skipPart(&self)
                skipBlanks()
                guard next == UInt8(ascii: ",") else { break }
                position += 1
                skipBlanks()
            }
        }
        guard next == close else { throw failure("expected `,` or `\(Character(UnicodeScalar(close)))`") }
        position += 1
        depth -= 1
    }

    private mutating func skip(_ text: StaticString) throws(JSONText.Failure) {
        let expected = Array(text.description.utf8)
        guard bytes[position...].starts(with: expected) else { throw failure("expected `\(text)`") }
        position += expected.count
    }

    private mutating func skipString() throws(JSONText.Failure) {
        guard next == UInt8(ascii: "\"") else { throw failure("expected a string") }
        position += 1
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"):
                position += 1
                try skipEscape()
            case 0..<0x20: throw failure("a string has a control character")
            default: position += 1
            }
        }
        throw failure("a string does not end")
    }

    /// Skips the characters after a backslash.
    private mutating func skipEscape() throws(JSONText.Failure) {
        switch next {
        case UInt8(ascii: "u"): position += 1
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
            return
        default: throw failure("no such escape")
        }
        for _ in 0..<4 {
            guard let digit = next, Character(UnicodeScalar(digit)).isHexDigit, digit < 0x80 else {
                throw failure("expected four hexadecimal digits")
            }
            position += 1
        }
    }

    private mutating func skipNumber() throws(JSONText.Failure) {
        if next == UInt8(ascii: "-") { position += 1 }
        if next == UInt8(ascii: "0") { position += 1 } else { try skipDigits() }
        if next == UInt8(ascii: ".") {
            position += 1
            try skipDigits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            try skipDigits()
        }
    }

    private mutating func skipDigits() throws(JSONText.Failure) {
        let start = position
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw failure("expected a value") }
    }
}
