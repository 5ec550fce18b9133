// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// The host of a URL with its port.
enum URLHost {
    /// Reads a host, which may be an address in brackets.
    static func read(_ text: Text) throws(FunctionError) -> Text {
        let bytes = text.bytes
        guard bytes.contains(UInt8(ascii: "[")) else {
            if let colon = bytes.lastIndex(of: UInt8(ascii: ":")) { try checkPort(bytes[colon...]) }
            return try URLPart.host.unescape(text)
        }
        guard let end = bytes.lastIndex(of: UInt8(ascii: "]")) else { throw FunctionError("missing ']' in host") }
        try checkPort(bytes[(end + 1)...])
        guard let zone = bytes.firstRange(of: Array("%25".utf8), from: 0), zone < end else {
            return try URLPart.host.unescape(text)
        }
        return try URLPart.host.unescape(Text(bytes[..<zone]))
            + URLPart.zone.unescape(Text(bytes[zone..<end]))
            + URLPart.host.unescape(Text(bytes[end...]))
    }

    private static func checkPort(_ port: ArraySlice<UInt8>) throws(FunctionError) {
        if !isPort(port) { throw FunctionError("invalid port " + Text(port).quoted + " after host") }
    }

    /// Whether bytes are nothing, or a colon and digits.
    private static func isPort(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.isEmpty || bytes.first == UInt8(ascii: ":") && bytes.dropFirst().allSatisfy(TimeLayout.isDigit)
    }

    /// Returns a host without its port and brackets.
    static func name(_ host: Text) -> Text {
        var bytes = host.bytes[...]
        if let colon = bytes.lastIndex(of: UInt8(ascii: ":")), isPort(bytes[colon...]) { bytes = bytes[..<colon] }
        if bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]"), bytes.count > 1 {
            bytes = bytes.dropFirst().dropLast()
        }
        return Text(bytes)
    }
}
