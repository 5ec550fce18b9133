// SPDX-License-Identifier: Apache-2.0

extension GoYAMLWriter {
    /// Whether a line may end at the space at a place; `edges` says whether the first and the last character count.
    private func canFold(_ bytes: [UInt8], _ index: Int, _ followsSpace: Bool, edges: Bool) -> Bool {
        guard !followsSpace, column > Self.width else { return false }
        return edges || index > 0 && index < bytes.count - 1
    }

    private func isSpace(_ bytes: [UInt8], _ index: Int) -> Bool {
        index < bytes.count && bytes[index] == UInt8(ascii: " ")
    }

    mutating func plain(_ bytes: [UInt8], folds: Bool) {
        if !followsBlank { put(UInt8(ascii: " ")) }
        lines(of: bytes, folds: folds, edges: true)
        (followsBlank, isAtStructure) = (false, false)
    }

    mutating func singleQuoted(_ bytes: [UInt8], folds: Bool) {
        indicator("'")
        lines(of: bytes, folds: folds, edges: false) { writer, byte in
            if byte == UInt8(ascii: "'") { writer.put(byte) }
        }
        indicator("'", needsBlank: false)
        (followsBlank, isAtStructure) = (false, false)
    }

    /// Writes a text as it is, with `prefix` before each character that is no space.
    private mutating func lines(
        of bytes: [UInt8],
        folds: Bool,
        edges: Bool,
        prefix: (inout GoYAMLWriter, UInt8) -> Void = { _, _ in }
    ) {
        var (followsSpace, followsBreak) = (false, false)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: " ") {
                if folds, canFold(bytes, index, followsSpace, edges: edges), !isSpace(bytes, index + 1) {
                    startLine()
                    index += 1
                } else {
                    index = copy(bytes, index)
                }
                followsSpace = true
            } else if bytes.isBreak(at: index) {
                index = copyBreak(bytes, index)
                isAtStructure = true
                followsBreak = true
            } else {
                if followsBreak { startLine() }
                prefix(&self, bytes[index])
                index = copy(bytes, index)
                isAtStructure = false
                (followsSpace, followsBreak) = (false, false)
            }
        }
    }

    mutating func doubleQuoted(_ bytes: [UInt8], folds: Bool) {
        // A byte order mark at the beginning makes the library escape everything.
        let escapesAll = bytes.starts(with: [0xef, 0xbb, 0xbf])
        var followsSpace = false
        var index = 0
        indicator("\"")
        while index < bytes.count {
            let byte = bytes[index]
            if escapesAll || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || bytes.isBreak(at: index)
                || !bytes.isPrintable(at: index)
            {
                index = escape(bytes, index)
                followsSpace = false
            } else if byte == UInt8(ascii: " ") {
                if folds, canFold(bytes, index, followsSpace, edges: false) {
                    startLine()
                    if isSpace(bytes, index + 1) { put(UInt8(ascii: "\\")) }
                    index += 1
                } else {
                    index = copy(bytes, index)
                }
                followsSpace = true
            } else {
                index = copy(bytes, index)
                followsSpace = false
            }
        }
        indicator("\"", needsBlank: false)
        (followsBlank, isAtStructure) = (false, false)
    }

    private static let escapes: [UInt32: Unicode.Scalar] = [
        0x00: "0", 0x07: "a", 0x08: "b", 0x09: "t", 0x0a: "n", 0x0b: "v", 0x0c: "f", 0x0d: "r", 0x1b: "e", 0x22: "\"",
        0x5c: "\\", 0x85: "N", 0xa0: "_", 0x2028: "L", 0x2029: "P",
    ]

    private mutating func escape(_ bytes: [UInt8], _ index: Int) -> Int {
        let width = bytes.width(at: index)
        let character = String(decoding: bytes[index..<index + width], as: UTF8.self)
        let value = character.unicodeScalars.first?.value ?? 0xfffd
        put(UInt8(ascii: "\\"))
        if let letter = Self.escapes[value] {
            put(UInt8(ascii: letter))
        } else {
            let (letter, digits): (Unicode.Scalar, Int) =
                value <= 0xff ? ("x", 2) : value <= 0xffff ? ("u", 4) : ("U", 8)
            put(UInt8(ascii: letter))
            let text = String(value, radix: 16, uppercase: true)
            for _ in text.utf8.count..<digits { put(UInt8(ascii: "0")) }
            for byte in text.utf8 { put(byte) }
        }
        return index + width
    }

    mutating func literal(_ bytes: [UInt8]) {
        indicator("|")
        if bytes[0] == UInt8(ascii: " ") || bytes.isBreak(at: 0) { indicator("2", needsBlank: false) }
        let last = bytes.startOfLast
        if !bytes.isBreak(at: last) {
            indicator("-", needsBlank: false)
        } else if last == 0 || bytes.isBreak(at: Array(bytes[..<last]).startOfLast) {
            indicator("+", needsBlank: false)
        }
        breakLine()
        (followsBlank, isAtStructure) = (true, true)
        var followsBreak = true
        var index = 0
        while index < bytes.count {
            if bytes.isBreak(at: index) {
                index = copyBreak(bytes, index)
                isAtStructure = true
                followsBreak = true
            } else {
                if followsBreak { startLine() }
                index = copy(bytes, index)
                isAtStructure = false
                followsBreak = false
            }
        }
    }
}
