// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Texts made of others.
extension Text {
    /// The most bytes that one call may make.
    static let limit = 64 << 20

    /// Returns the text as often as it is asked for.
    func repeated(_ count: Int) throws(FunctionError) -> Text {
        guard count >= 0 else { throw FunctionError("strings: negative Repeat count") }
        let (size, isTooLarge) = bytes.count.multipliedReportingOverflow(by: count)
        guard !isTooLarge, size <= Self.limit else { throw FunctionError("strings: Repeat output length overflow") }
        var result: [UInt8] = []
        result.reserveCapacity(size)
        if !bytes.isEmpty { for _ in 0..<count { result += bytes } }
        return Text(result)
    }

    /// Returns the text with blanks before every line, empty ones too.
    func indented(_ count: Int) throws(FunctionError) -> Text {
        let blanks = try Text(" ").repeated(count)
        let lines = bytes.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
        guard lines <= Self.limit / max(1, count) else { throw FunctionError("strings: Repeat output length overflow") }
        return blanks + replacing([0x0A], with: [0x0A] + blanks.bytes)
    }

    /// Returns the text with something else for each part that fits; for nothing the same before and after each character.
    func replacing(_ old: [UInt8], with new: [UInt8]) -> Text {
        if old.isEmpty {
            return Text(new + Runes(bytes).flatMap { Array($0.bytes) + new })
        }
        var result: [UInt8] = []
        var start = 0
        while let end = bytes.firstRange(of: old, from: start) {
            result += bytes[start..<end] + new
            start = end + old.count
        }
        return Text(result + bytes[start...])
    }

    /// Returns what stands between separators; with an empty separator each character.
    ///
    /// - Parameters:
    ///   - separator: What stands between parts.
    ///   - count: How many parts at most, the last of which has the rest; a negative number for all.
    /// - Returns: The parts.
    func split(by separator: [UInt8], into count: Int = -1) -> [Text] {
        if count == 0 { return [] }
        var parts: [Text] = []
        var start = 0
        if separator.isEmpty {
            for (_, piece) in Runes(bytes) {
                if count > 0, parts.count == count - 1 { break }
                parts.append(Text(piece))
                start = piece.endIndex
            }
            if start < bytes.count { parts.append(Text(bytes[start...])) }
            return parts
        }
        while count < 0 || parts.count < count - 1, let end = bytes.firstRange(of: separator, from: start) {
            parts.append(Text(bytes[start..<end]))
            start = end + separator.count
        }
        parts.append(Text(bytes[start...]))
        return parts
    }
}

extension [Text] {
    /// Returns the texts with a separator between them.
    func joined(with separator: Text) -> Text { Text(map(\.bytes).joined(separator: separator.bytes)) }
}

extension [UInt8] {
    /// Returns where other bytes first stand from a position on.
    func firstRange(of other: [UInt8], from start: Int) -> Int? {
        guard let first = other.first else { return start }
        guard count - start >= other.count else { return nil }
        var position = start
        while position + other.count <= count, let found = self[position...].firstIndex(of: first) {
            if found + other.count <= count, self[found..<(found + other.count)].elementsEqual(other) { return found }
            position = found + 1
        }
        return nil
    }

    func ends(with other: [UInt8]) -> Bool { count >= other.count && suffix(other.count).elementsEqual(other) }
}
