// SPDX-License-Identifier: Apache-2.0

/// The functions `html`, `js` and `urlquery`.
enum Escaping {
    static func html(_ text: Text) -> Text {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        for byte in text.bytes {
            switch byte {
            case UInt8(ascii: "\""): result += "&#34;".utf8
            case UInt8(ascii: "'"): result += "&#39;".utf8
            case UInt8(ascii: "&"): result += "&amp;".utf8
            case UInt8(ascii: "<"): result += "&lt;".utf8
            case UInt8(ascii: ">"): result += "&gt;".utf8
            case 0: result += "\u{FFFD}".utf8
            default: result.append(byte)
            }
        }
        return Text(result)
    }

    static func script(_ text: Text) -> Text {
        let bytes = text.bytes
        var (result, index): ([UInt8], Int) = ([], 0)
        result.reserveCapacity(bytes.count)
        while index < bytes.count {
            let (rune, width) = bytes.rune(at: index)
            switch bytes[index] {
            case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): result += [0x5C, bytes[index]]
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "="), 0..<0x20:
                result += escaped(rune)
            case ..<0x80: result.append(bytes[index])
            default:
                if rune.isPrintable { result += bytes[index..<index + width] } else { result += escaped(rune) }
            }
            index += width
        }
        return Text(result)
    }

    private static func escaped(_ rune: Rune) -> [UInt8] {
        let digits = String(rune.value, radix: 16, uppercase: true)
        return Array(("\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits).utf8)
    }

    static func query(_ text: Text) -> Text {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        for byte in text.bytes {
            switch byte {
            case _ where byte.isOfNames, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "~"): result.append(byte)
            case 0x20: result.append(UInt8(ascii: "+"))
            default:
                result += [UInt8(ascii: "%"), Printer.upper[Int(byte >> 4)], Printer.upper[Int(byte & 15)]]
            }
        }
        return Text(result)
    }
}
