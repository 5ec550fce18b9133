// SPDX-License-Identifier: Apache-2.0

import Cryptography
import GoTemplate

/// Values of ASN.1 in their one form of bytes (DER).
enum DER {
    static let sequenceTag: UInt8 = 0x30
    static let setTag: UInt8 = 0x31

    /// Returns a value: its tag, its length and its content.
    static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        guard content.count >= 0x80 else { return [tag, UInt8(content.count)] + content }
        var length: [UInt8] = []
        var rest = content.count
        while rest > 0 {
            length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        return [tag, 0x80 | UInt8(length.count)] + length + content
    }

    static func sequence(_ parts: [[UInt8]]) -> [UInt8] { value(sequenceTag, parts.flatMap { $0 }) }

    static func integer(_ number: BigNumber) -> [UInt8] {
        let bytes = number.bytes
        // The first bit is the sign.
        return value(0x02, (bytes.first.map { $0 >= 0x80 } ?? true ? [0] : []) + bytes)
    }

    static func integer(_ number: Int) -> [UInt8] { integer(BigNumber(UInt64(number))) }

    static func bits(_ bytes: [UInt8], unused: UInt8 = 0) -> [UInt8] { value(0x03, [unused] + bytes) }

    static func octets(_ bytes: [UInt8]) -> [UInt8] { value(0x04, bytes) }

    static let null: [UInt8] = [0x05, 0x00]

    static let yes: [UInt8] = [0x01, 0x01, 0xFF]

    /// Returns a name of ASN.1, which is a list of numbers.
    static func name(_ numbers: [Int]) -> [UInt8] {
        var content: [UInt8] = []
        for number in [numbers[0] * 40 + numbers[1]] + numbers.dropFirst(2) {
            var part = [UInt8(number & 0x7F)]
            var rest = number >> 7
            while rest > 0 {
                part.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
                rest >>= 7
            }
            content += part
        }
        return value(0x06, content)
    }

    /// Returns a text, in the simplest of the alphabets that have it.
    static func text(_ bytes: [UInt8]) -> [UInt8] {
        let isSimple = bytes.allSatisfy { $0.isAlphanumeric || " '()+,-./:=?".utf8.contains($0) }
        return value(isSimple ? 0x13 : 0x0C, bytes)
    }

    /// Returns a time in UTC: with two digits of the year as long as that is clear.
    static func time(_ time: Instant) -> [UInt8] {
        let isShort = (1950..<2050).contains(time.date.year)
        return value(isShort ? 0x17 : 0x18, time.formatted(isShort ? "060102150405Z" : "20060102150405Z").bytes)
    }
}
