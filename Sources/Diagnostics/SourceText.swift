// SPDX-License-Identifier: Apache-2.0

/// A user's file: its bytes and its lines.
package struct SourceText: Sendable {
    package let path: String
    package let bytes: [UInt8]
    /// The offset of each line.
    private let lineStarts: [Int]

    /// The maximum number of bytes of a word that are looked through for credentials.
    private static let longestWord = 64 << 10
    /// What ends a word with credentials.
    private static let wordEnds = Set(" \t\r\n\"'`<>(),".utf8)

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        var starts = [0]
        var index = 0
        while index < bytes.count {
            let width = Self.lineBreakWidth(in: bytes, at: index)
            index += max(width, 1)
            if width > 0 { starts.append(index) }
        }
        lineStarts = starts
    }

    /// The number of lines; the last one is empty if the text ends with a line break.
    package var lineCount: Int { lineStarts.count }

    /// The length of the line break at an index in bytes, or 0.
    ///
    /// YAML also breaks lines at U+0085, U+2028 and U+2029, and counts them in its line numbers.
    private static func lineBreakWidth(in bytes: [UInt8], at index: Int) -> Int {
        func next(_ distance: Int) -> UInt8 { index + distance < bytes.count ? bytes[index + distance] : 0 }
        switch bytes[index] {
        case 0x0a: return 1
        case 0x0d: return next(1) == 0x0a ? 2 : 1
        case 0xc2: return next(1) == 0x85 ? 2 : 0
        case 0xe2: return next(1) == 0x80 && (next(2) == 0xa8 || next(2) == 0xa9) ? 3 : 0
        default: return 0
        }
    }

    /// The place of a byte.
    package func location(ofByte offset: Int) -> SourceLocation {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        let prefix = bytes[lineStarts[low]..<min(max(offset, lineStarts[low]), bytes.count)]
        let column = String(decoding: prefix, as: UTF8.self).unicodeScalars.count
        return SourceLocation(file: path, line: low + 1, column: column + 1)
    }

    /// The byte at a place; for a place after the end of a line or of the text, the byte that follows it.
    package func byteOffset(of location: SourceLocation) -> Int {
        guard (1...lineStarts.count).contains(location.line) else { return bytes.count }
        let start = lineStarts[location.line - 1]
        let end = location.line < lineStarts.count ? lineStarts[location.line] : bytes.count
        // Every scalar has exactly one byte that is not a continuation byte.
        var left = location.column - 1
        return bytes[start..<end].indices.first { index in
            guard bytes[index] & 0xc0 != 0x80 else { return false }
            left -= 1
            return left < 0
        } ?? end
    }

    /// The line at a place, with the place marked; `nil` if the place is outside the text or too far to the right.
    package func excerpt(at location: SourceLocation) -> SourceExcerpt? {
        guard (1...lineStarts.count).contains(location.line), location.column <= SourceExcerpt.lastColumn else {
            return nil
        }
        // A character has at most four bytes; of a very long line only the visible part is decoded, and the rest of its last
        // word: a password is known by the host behind it.
        let shown = 4 * (location.column + 200)
        let rest = bytes.dropFirst(lineStarts[location.line - 1] + shown).prefix(Self.longestWord)
        let text = line(location.line, prefix: shown + rest.prefix { !Self.wordEnds.contains($0) }.count)
        return SourceExcerpt(line: location.line, text: text, column: location.column)
    }

    /// Whether a line, counted from 1, begins with these bytes.
    package func startsLine(_ number: Int, with prefix: some Sequence<UInt8>) -> Bool {
        guard (1...lineStarts.count).contains(number) else { return false }
        return bytes[lineStarts[number - 1]...].starts(with: prefix)
    }

    /// A line without its line break, counted from 1; at most its first `prefix` bytes.
    package func line(_ number: Int, prefix: Int = .max) -> String {
        guard (1...lineStarts.count).contains(number) else { return "" }
        let start = lineStarts[number - 1]
        let next = number < lineStarts.count ? lineStarts[number] : bytes.count
        // Every line but the last one ends with a line break of at most three bytes.
        let end = (start..<next).suffix(3).first { Self.lineBreakWidth(in: bytes, at: $0) > 0 } ?? next
        return String(decoding: bytes[start..<end].prefix(prefix), as: UTF8.self)
    }
}
