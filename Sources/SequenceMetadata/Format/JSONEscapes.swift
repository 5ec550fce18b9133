// SPDX-License-Identifier: Apache-2.0

/// The escapes in JSON strings.
enum JSONEscapes {
    /// An escape that does not exist.
    struct Unknown: Error {
        /// The place in the whole text in bytes.
        let offset: Int
    }

    /// Resolves the escapes between the quotes of a string; half of a surrogate pair becomes U+FFFD, as in oc-mirror.
    static func text(of bytes: ArraySlice<UInt8>) throws(Unknown) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            guard bytes[index] == 0x5c else {
                result.append(bytes[index])
                index += 1
                continue
            }
            let start = index
            guard index + 1 < bytes.endIndex else { throw Unknown(offset: start) }
            let letter = bytes[index + 1]
            index += 2
            if letter == UInt8(ascii: "u") {
                guard let scalar = scalar(in: bytes, at: &index) else { throw Unknown(offset: start) }
                result.append(contentsOf: String(scalar).utf8)
            } else if let byte = simple(letter) {
                result.append(byte)
            } else {
                throw Unknown(offset: start)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func simple(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0c
        case UInt8(ascii: "n"): 0x0a
        case UInt8(ascii: "r"): 0x0d
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// Reads the digits behind `\u`, and those of a second half.
    private static func scalar(in bytes: ArraySlice<UInt8>, at index: inout Int) -> Unicode.Scalar? {
        guard let unit = unit(in: bytes, at: index) else { return nil }
        index += 4
        guard (0xd800..<0xe000).contains(unit) else { return Unicode.Scalar(unit) }
        let next = index
        if unit < 0xdc00, next + 1 < bytes.endIndex, bytes[next] == 0x5c, bytes[next + 1] == UInt8(ascii: "u"),
            let second = self.unit(in: bytes, at: next + 2), (0xdc00..<0xe000).contains(second)
        {
            index = next + 6
            return Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (second - 0xdc00))
        }
        return "\u{fffd}"
    }

    private static func unit(in bytes: ArraySlice<UInt8>, at index: Int) -> UInt32? {
        guard index + 4 <= bytes.endIndex else { return nil }
        var value: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | 0x20) - 0x61 + 10)
            default: return nil
            }
        }
        return value
    }
}
