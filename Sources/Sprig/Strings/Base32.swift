// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Base 32 as RFC 4648 has it, with padding and the errors of Go.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 5) {
            let group = Array(bytes[start..<min(start + 5, bytes.count)])
            var value: UInt64 = 0
            for index in 0..<5 { value = value << 8 | (index < group.count ? UInt64(group[index]) : 0) }
            let count = (group.count * 8 + 4) / 5
            for index in 0..<8 {
                text.append(index < count ? alphabet[Int(value >> UInt64(35 - 5 * index) & 0x1F)] : UInt8(ascii: "="))
            }
        }
        return text
    }

    /// Returns the bytes of a text; line breaks in it do not count.
    static func decode(_ text: [UInt8]) throws(FunctionError) -> [UInt8] {
        let digits = text.filter { $0 != 0x0A && $0 != 0x0D }
        var bytes: [UInt8] = []
        var position = 0
        while position < digits.count {
            let (group, isLast) = try self.group(digits, &position)
            let value = group.reduce(UInt64(0)) { $0 << 5 | UInt64($1) } << UInt64(5 * (8 - group.count))
            for index in 0..<(group.count * 5 / 8) {
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(32 - 8 * index)))
            }
            if isLast { break }
        }
        return bytes
    }

    /// Takes up to eight digits.
    private static func group(
        _ text: [UInt8],
        _ position: inout Int
    ) throws(FunctionError) -> (digits: [UInt8], isLast: Bool) {
        var digits: [UInt8] = []
        while digits.count < 8 {
            guard position < text.count else { throw corrupt(text.count - digits.count) }
            let byte = text[position]
            position += 1
            let rest = text.count - position
            if byte == UInt8(ascii: "="), digits.count >= 2, rest < 8 {
                try checkPadding(text, position, after: digits.count)
                return (digits, true)
            }
            guard let digit = alphabet.firstIndex(of: byte) else { throw corrupt(position - 1) }
            digits.append(UInt8(digit))
        }
        return (digits, false)
    }

    /// Checks the padding whose first sign stands before a position.
    private static func checkPadding(_ text: [UInt8], _ position: Int, after count: Int) throws(FunctionError) {
        let rest = text.count - position
        if rest + count < 7 { throw corrupt(text.count) }
        for index in 0..<(7 - count) where index < rest && text[position + index] != UInt8(ascii: "=") {
            throw corrupt(position + index - 1)
        }
        if [1, 3, 6].contains(count) { throw corrupt(position - 1) }
    }

    private static func corrupt(_ offset: Int) -> FunctionError {
        FunctionError(Text("illegal base32 data at input byte \(offset)"))
    }
}
