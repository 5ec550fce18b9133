// SPDX-License-Identifier: Apache-2.0

extension PathPattern {
    /// Reads a pattern of Go's `filepath.Match`; `nil` if it is malformed.
    init?(_ text: String) {
        var reader = MatchPatternReader(rest: text.unicodeScalars[...])
        guard let parts = reader.parts() else { return nil }
        self.parts = parts
    }
}

private struct MatchPatternReader {
    var rest: Substring.UnicodeScalarView

    mutating func parts() -> [PathPattern.Part]? {
        var parts: [PathPattern.Part] = []
        while let character = rest.popFirst() {
            switch character {
            case "*": parts.append(.any(crossesSlashes: false))
            case "?": parts.append(.one)
            case "[":
                guard let part = oneOf() else { return nil }
                parts.append(part)
            case "\\":
                guard let escaped = rest.popFirst() else { return nil }
                parts.append(.character(escaped))
            default: parts.append(.character(character))
            }
        }
        return parts
    }

    private mutating func oneOf() -> PathPattern.Part? {
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        let isNegated = rest.first == "^"
        if isNegated { rest.removeFirst() }
        while rest.first != "]" || ranges.isEmpty {
            guard let low = bound() else { return nil }
            var high = low
            if rest.first == "-" {
                rest.removeFirst()
                guard let bound = bound() else { return nil }
                high = bound
            }
            // A range that ends before it begins has no characters.
            if low <= high { ranges.append(low...high) } else { ranges.append("\u{0}"..."\u{0}") }
        }
        rest.removeFirst()
        return .oneOf(ranges, isNegated: isNegated)
    }

    private mutating func bound() -> Unicode.Scalar? {
        guard let character = rest.popFirst(), character != "-", character != "]" else { return nil }
        return character == "\\" ? rest.popFirst() : character
    }
}
