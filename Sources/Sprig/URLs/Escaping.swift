// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// How the parts of a URL are escaped, each in its own way.
enum URLPart {
    case path, userinfo, host, zone, fragment

    /// Whether a byte has to be escaped in the part.
    func escapes(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return false
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return false
        default: break
        }
        if self == .host || self == .zone, "!$&'()*+,;=:[]<>\"".utf8.contains(byte) { return false }
        if "-_.~".utf8.contains(byte) { return false }
        if "$&+,/:;=?@".utf8.contains(byte) {
            switch self {
            case .path: return byte == UInt8(ascii: "?")
            case .userinfo: return "@/?:".utf8.contains(byte)
            case .fragment: return false
            case .host, .zone: return true
            }
        }
        return !(self == .fragment && "!()*".utf8.contains(byte))
    }

    func escape(_ text: Text) -> Text {
        Text(
            text.bytes.flatMap { byte in
                escapes(byte) ? Array("%\(hexadecimal([byte]).uppercased())".utf8) : [byte]
            }
        )
    }

    /// Returns the bytes that a text stands for.
    func unescape(_ text: Text) throws(FunctionError) -> Text {
        let bytes = text.bytes
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%") {
                let piece = Text(bytes[index...].prefix(3))
                guard let value = UInt8(escaped: bytes[index...]) else { throw Self.badEscape(piece) }
                if !isAllowed(value, piece) { throw Self.badEscape(piece) }
                result.append(value)
                index += 3
            } else {
                if self == .host || self == .zone, byte < 0x80, escapes(byte) {
                    throw FunctionError("invalid character " + Text([byte]).quoted + " in host name")
                }
                result.append(byte)
                index += 1
            }
        }
        return Text(result)
    }

    /// Whether an escape may stand here: in hosts only what is no ASCII, and a per cent sign.
    private func isAllowed(_ value: UInt8, _ piece: Text) -> Bool {
        switch self {
        case .host: value >= 0x80 || piece == "%25"
        case .zone: piece == "%25" || value == UInt8(ascii: " ") || !URLPart.host.escapes(value)
        case .path, .userinfo, .fragment: true
        }
    }

    private static func badEscape(_ piece: Text) -> FunctionError {
        FunctionError("invalid URL escape " + piece.quoted)
    }
}

extension UInt8 {
    /// Reads the two digits after a per cent sign.
    fileprivate init?(escaped bytes: ArraySlice<UInt8>) {
        let digits = bytes.dropFirst().prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == 2 else { return nil }
        self = UInt8(digits[0] << 4 | digits[1])
    }
}
