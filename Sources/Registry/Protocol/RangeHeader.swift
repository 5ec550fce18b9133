// SPDX-License-Identifier: Apache-2.0

/// The header fields that name a range of bytes.
enum RangeHeader {
    /// Parses `Content-Range: bytes 5-9/10`; the total is `nil` where the server wrote `*`.
    static func contentRange(_ value: String) -> (range: ClosedRange<Int64>, total: Int64?)? {
        let parts = value.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bytes" else { return nil }
        let halves = parts[1].split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, let range = closedRange(halves[0]) else { return nil }
        if halves[1] == "*" { return (range, nil) }
        guard let total = number(halves[1]), total > range.upperBound else { return nil }
        return (range, total)
    }

    /// Parses the `Range: 0-99` of an upload session and returns the number of bytes that the registry has.
    static func uploaded(_ value: String) -> Int64? {
        var text = Substring(value.filter { $0 != " " })
        for prefix in ["bytes=", "bytes"] where text.lowercased().hasPrefix(prefix) {
            text = text.dropFirst(prefix.count)
            break
        }
        if text == "0--1" { return 0 }
        guard let range = closedRange(text), range.lowerBound == 0, range.upperBound < .max else { return nil }
        // docker-registry writes `0-0` for a session without bytes.
        return range.upperBound == 0 ? 0 : range.upperBound + 1
    }

    private static func closedRange(_ text: Substring) -> ClosedRange<Int64>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = number(ends[0]), let last = number(ends[1]), first <= last else {
            return nil
        }
        return first...last
    }

    private static func number(_ text: Substring) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(text)
    }
}
