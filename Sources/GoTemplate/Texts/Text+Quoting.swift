// SPDX-License-Identifier: Apache-2.0

extension Text {
    /// The text as a literal of Go, in double quotes: `strconv.Quote`.
    public var quoted: Text { Text(Quoting().quote(bytes)) }
}

/// How texts and code points become literals of Go.
struct Quoting {
    /// What stands before and after.
    var mark = UInt8(ascii: "\"")
    /// Whether everything beyond ASCII is escaped.
    var isASCIIOnly = false

    func quote(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 2)
        result.append(mark)
        var index = 0
        while index < bytes.count {
            let (rune, width) = bytes.rune(at: index)
            if width == 1, rune == .replacement {
                result += escaped("x", UInt32(bytes[index]), 2)
            } else {
                append(rune, to: &result)
            }
            index += width
        }
        result.append(mark)
        return result
    }

    /// The literal of a single code point.
    func quote(_ rune: Rune) -> [UInt8] {
        var result = [mark]
        append(rune.scalar == nil ? .replacement : rune, to: &result)
        result.append(mark)
        return result
    }

    private func append(_ rune: Rune, to result: inout [UInt8]) {
        switch rune.value {
        case UInt32(mark), 0x5C: result += [0x5C, UInt8(rune.value)]
        case 0x20...0x7E: result.append(UInt8(rune.value))
        case 0x07: result += "\\a".utf8
        case 0x08: result += "\\b".utf8
        case 0x0C: result += "\\f".utf8
        case 0x0A: result += "\\n".utf8
        case 0x0D: result += "\\r".utf8
        case 0x09: result += "\\t".utf8
        case 0x0B: result += "\\v".utf8
        case 0..<0x20, 0x7F: result += escaped("x", rune.value, 2)
        case _ where !isASCIIOnly && rune.isPrintable: rune.append(to: &result)
        case ..<0x10000: result += escaped("u", rune.value, 4)
        default: result += escaped("U", rune.value, 8)
        }
    }

    private func escaped(_ letter: String, _ value: UInt32, _ width: Int) -> [UInt8] {
        let digits = String(value, radix: 16)
        return Array("\\\(letter)".utf8) + Array(repeating: UInt8(ascii: "0"), count: max(0, width - digits.count))
            + digits.utf8
    }

    /// Whether a text can be a literal between backquotes.
    static func canBackquote(_ bytes: [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            let (rune, width) = bytes.rune(at: index)
            switch rune.value {
            case 0xFFFD where width == 1: return false
            case 0xFEFF, 0x60, 0x7F: return false
            case 0..<0x20 where rune.value != 0x09: return false
            default: index += width
            }
        }
        return true
    }
}
