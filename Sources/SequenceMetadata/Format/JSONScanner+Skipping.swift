// SPDX-License-Identifier: Apache-2.0

// Values whose content does not matter here.
extension JSONScanner {
    /// Passes over a value, whatever it is.
    mutating func skip() throws(ScanFault) {
        skipBlanks()
        switch try byte() {
        case 0x7b: try skipObject()
        case 0x5b: _ = try list { scanner throws(ScanFault) in try scanner.skip() }
        case 0x22:
            let raw = try quoted()
            if raw.hasEscapes { _ = try unescaped(raw.range) }
        case 0x74: try literal("true")
        case 0x66: try literal("false")
        case 0x6e: try literal("null")
        case let byte where Self.beginsNumber(byte): _ = try number()
        default: throw fail(.notJSON(expected: "a value"))
        }
    }

    private mutating func skipObject() throws(ScanFault) {
        try open(0x7b, "an object")
        path.append(.field(offset..<offset))
        var isFirst = true
        while try moveOn(0x7d, isFirst: &isFirst) {
            _ = try key()
            try skip()
        }
    }

    /// Reads a value of any kind as text.
    mutating func text() throws(ScanFault) -> CompactJSON {
        skipBlanks()
        let start = offset
        try skip()
        var isInString = false
        var isEscaped = false
        let compact = bytes[start..<offset].filter { byte in
            defer { isEscaped = isInString && byte == 0x5c && !isEscaped }
            if byte == 0x22, !isEscaped { isInString.toggle() }
            return isInString || !Self.isBlank(byte)
        }
        return CompactJSON(checked: String(decoding: compact, as: UTF8.self))
    }
}
