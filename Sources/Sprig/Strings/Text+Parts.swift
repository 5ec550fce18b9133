// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Parts of texts. Positions count bytes, so that a part may begin and end within a character.
extension Text {
    /// Returns the first bytes, or with a negative number the last ones.
    func truncated(to count: Int) -> Text {
        if count < 0, bytes.count + count > 0 { return Text(bytes.suffix(-count)) }
        if count >= 0, bytes.count > count { return Text(bytes.prefix(count)) }
        return self
    }

    /// Returns the bytes between two positions; a negative end, or one that is too large, is the end of the text.
    func part(from start: Int, to end: Int) throws(FunctionError) -> Text {
        if start < 0 {
            if end < 0 { throw Self.outOfRange("[:\(end)]") }
            if end > bytes.count { throw Self.outOfRange("[:\(end)] with length \(bytes.count)") }
            return Text(bytes[..<end])
        }
        if end < 0 || end > bytes.count {
            if start > bytes.count { throw Self.outOfRange("[\(start):\(bytes.count)]") }
            return Text(bytes[start...])
        }
        if start > end { throw Self.outOfRange("[\(start):\(end)]") }
        return Text(bytes[start..<end])
    }

    private static func outOfRange(_ range: String) -> FunctionError {
        FunctionError(Text("runtime error: slice bounds out of range \(range)"))
    }

    /// Returns the text, or its beginning and three points if it is too long.
    func abbreviated(to width: Int) -> Text {
        width < 4 || bytes.count <= width ? self : Text(bytes.prefix(width - 3)) + "..."
    }

    /// Returns a part of the text with three points for what is left out on either side.
    func abbreviated(from offset: Int, to width: Int) -> Text {
        if width < 4 || offset > 0 && width < 7 || bytes.count <= width { return self }
        let room = width - 3
        let offset = max(0, offset)
        let start = bytes.count - min(offset, bytes.count) < room ? bytes.count - room : min(offset, bytes.count)
        if start <= 4 { return Text(bytes.prefix(room)) + "..." }
        if start + room < bytes.count { return "..." + Text(bytes[start...]).abbreviated(to: room) }
        return "..." + Text(bytes.suffix(room))
    }

    /// The text without white space at its ends.
    var trimmed: Text { trimmed { $0?.isSpace ?? false } }

    /// Returns the text without any of some characters at its ends.
    func trimmed(of characters: Text) -> Text {
        let scalars = Set(Runes.scalars(characters.bytes))
        return trimmed { scalars.contains($0 ?? "\u{FFFD}") }
    }

    private func trimmed(_ isWorthless: (Unicode.Scalar?) -> Bool) -> Text {
        var (start, end) = (0, bytes.count)
        while start < end {
            let (scalar, count) = Runes.decode(bytes[start..<end])
            guard isWorthless(scalar) else { break }
            start += count
        }
        while end > start {
            let (scalar, count) = Runes.decodeLast(bytes[start..<end])
            guard isWorthless(scalar) else { break }
            end -= count
        }
        return start == 0 && end == bytes.count ? self : Text(bytes[start..<end])
    }

    /// Returns the text in lines of a length, broken at blanks.
    ///
    /// - Parameters:
    ///   - length: The bytes of a line.
    ///   - lineBreak: What stands between lines; a line feed instead of nothing.
    ///   - cutsWords: Whether words that are longer than a line are cut.
    /// - Returns: The lines in one text.
    func wrapped(at length: Int, with lineBreak: [UInt8] = [], cutsWords: Bool = false) -> Text {
        let lineBreak = lineBreak.isEmpty ? [UInt8(ascii: "\n")] : lineBreak
        let length = max(1, length)
        let blank = UInt8(ascii: " ")
        var result: [UInt8] = []
        var start = 0
        while bytes.count - start > length {
            if bytes[start] == blank {
                start += 1
                continue
            }
            let line = bytes[start...(start + length)]
            if let end = line.lastIndex(of: blank) {
                result += bytes[start..<end] + lineBreak
                start = end + 1
            } else if cutsWords {
                result += bytes[start..<(start + length)] + lineBreak
                start += length
            } else if let end = bytes[(start + length)...].firstIndex(of: blank) {
                result += bytes[start..<end] + lineBreak
                start = end + 1
            } else {
                result += bytes[start...]
                start = bytes.count
            }
        }
        return Text(result + bytes[start...])
    }
}
