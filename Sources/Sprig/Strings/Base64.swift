// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Base 64 as RFC 4648 has it, with padding and the errors of Go.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var value = 0
            for index in 0..<3 { value = value << 8 | (index < group.count ? Int(group[start + index]) : 0) }
            for index in 0..<4 {
                text.append(index <= group.count ? alphabet[value >> (18 - 6 * index) & 0x3F] : UInt8(ascii: "="))
            }
        }
        return text
    }

    /// Returns the bytes of a text; line breaks in it do not count.
    static func decode(_ text: [UInt8]) throws(FunctionError) -> [UInt8] {
        var reader = Base64Reader(text)
        var bytes: [UInt8] = []
        while let digits = try reader.group() {
            let value = digits.reduce(0) { $0 << 6 | Int($1) } << (6 * (4 - digits.count))
            for index in 0..<(digits.count - 1) { bytes.append(UInt8(truncatingIfNeeded: value >> (16 - 8 * index))) }
        }
        return bytes
    }

    static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

/// Reads base 64 in groups of four digits.
private struct Base64Reader {
    private let text: [UInt8]
    private var position = 0

    init(_ text: [UInt8]) { self.text = text }

    /// Returns the two to four digits of the next group, or `nil` at the end.
    mutating func group() throws(FunctionError) -> [UInt8]? {
        var digits: [UInt8] = []
        while digits.count < 4 {
            guard position < text.count else {
                if digits.isEmpty { return nil }
                throw corrupt(position - digits.count)
            }
            let byte = text[position]
            position += 1
            if let digit = Base64.value(byte) {
                digits.append(digit)
            } else if byte == UInt8(ascii: "=") {
                try padding(after: digits.count)
                return digits
            } else if !isLineBreak(byte) {
                throw corrupt(position - 1)
            }
        }
        return digits
    }

    /// Takes the padding whose first sign has been taken; nothing may follow it.
    private mutating func padding(after count: Int) throws(FunctionError) {
        if count < 2 { throw corrupt(position - 1) }
        if count == 2 {
            skipLineBreaks()
            guard position < text.count else { throw corrupt(text.count) }
            guard text[position] == UInt8(ascii: "=") else { throw corrupt(position - 1) }
            position += 1
        }
        skipLineBreaks()
        if position < text.count { throw corrupt(position) }
    }

    private mutating func skipLineBreaks() {
        while position < text.count, isLineBreak(text[position]) { position += 1 }
    }

    private func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private func corrupt(_ offset: Int) -> FunctionError {
        FunctionError(Text("illegal base64 data at input byte \(offset)"))
    }
}
