// SPDX-License-Identifier: Apache-2.0

extension PathPattern {
    /// The pattern that matches every path.
    static let everything = PathPattern(parts: [.any(crossesSlashes: true)])

    /// Reads a pattern of `.Files.Glob`; one that is malformed matches everything.
    init(glob text: String) {
        var reader = GlobPatternReader(rest: text.unicodeScalars[...])
        guard let parts = reader.parts(isNested: false) else {
            self = .everything
            return
        }
        self.parts = Self.narrowed(parts)
    }

    /// Narrows `?` and classes beside characters to single bytes.
    ///
    /// The library that Helm uses puts parts of a fixed length together, and compares the last character of each of them by
    /// its first byte alone, which it reads as the unknown character U+FFFD. Only at the end of a pattern without `*` that does no harm.
    /// A `?` directly beside `*` belongs to that.
    private static func narrowed(_ parts: [Part]) -> [Part] {
        var result = parts
        var start = 0
        while start < parts.count {
            let end = parts[start...].firstIndex { !$0.isFixed } ?? parts.count
            let isBehindAny = start > 0 && parts[start - 1].isAny
            let isBeforeAny = end < parts.count && parts[end].isAny
            let first = isBehindAny ? parts[start..<end].firstIndex { $0 != .one } ?? end : start
            let last = isBeforeAny ? parts[first..<end].lastIndex { $0 != .one } ?? first - 1 : end - 1
            start = end + 1
            guard last > first, !parts[first...last].allSatisfy(\.isCharacter) else { continue }
            for index in first...last {
                let goesOn = index < last && parts[index].isCharacter && parts[index + 1].isCharacter
                let isUnharmed = first == 0 && index == parts.count - 1 && parts[index].acceptsUnknown
                if !goesOn, !isUnharmed { result[index] = .singleByte(parts[index]) }
            }
        }
        return result
    }
}

extension PathPattern.Part {
    fileprivate var isCharacter: Bool {
        guard case .character = self else { return false }
        return true
    }

    fileprivate var isAny: Bool {
        guard case .any = self else { return false }
        return true
    }

    /// Whether the part accepts an unknown character.
    fileprivate var acceptsUnknown: Bool {
        switch self {
        case .one, .oneOf(_, isNegated: true): true
        default: false
        }
    }

    /// Whether the part is one character long.
    fileprivate var isFixed: Bool {
        switch self {
        case .character, .one, .oneOf, .singleByte: true
        case .any, .alternatives: false
        }
    }
}

private struct GlobPatternReader {
    var rest: Substring.UnicodeScalarView
    /// The number of braces around the place; deeper ones than anybody writes are malformed.
    private var depth = 0

    init(rest: Substring.UnicodeScalarView) { self.rest = rest }

    /// Reads parts up to the end, or up to the comma or brace behind an alternative.
    mutating func parts(isNested: Bool) -> [PathPattern.Part]? {
        var parts: [PathPattern.Part] = []
        while let character = rest.first {
            if isNested, character == "," || character == "}" { return parts }
            rest.removeFirst()
            switch character {
            case "*":
                let crossesSlashes = rest.first == "*"
                if crossesSlashes { rest.removeFirst() }
                parts.append(.any(crossesSlashes: crossesSlashes))
            case "?": parts.append(.one)
            case "[":
                guard let part = oneOf() else { return nil }
                parts.append(part)
            case "{":
                guard let part = alternatives() else { return nil }
                parts.append(part)
            case "\\":
                if let escaped = rest.popFirst() { parts.append(.character(escaped)) }
            default: parts.append(.character(character))
            }
        }
        return parts
    }

    private mutating func alternatives() -> PathPattern.Part? {
        depth += 1
        defer { depth -= 1 }
        guard depth < 50 else { return nil }
        var alternatives: [[PathPattern.Part]] = []
        while true {
            guard let parts = parts(isNested: true) else { return nil }
            alternatives.append(parts)
            guard rest.popFirst() == "," else { return .alternatives(alternatives) }
        }
    }

    /// Reads a class: a range or a list of characters, but not both.
    private mutating func oneOf() -> PathPattern.Part? {
        let isNegated = rest.first == "!"
        if isNegated { rest.removeFirst() }
        if let low = rest.first, let next = rest.dropFirst().first, next == "-" {
            rest = rest.dropFirst(2)
            guard let high = rest.popFirst(), low <= high, rest.popFirst() == "]" else { return nil }
            return .oneOf([low...high], isNegated: isNegated)
        }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while let character = rest.popFirst() {
            if character == "]" { return ranges.isEmpty ? nil : .oneOf(ranges, isNegated: isNegated) }
            guard let member = character == "\\" ? rest.popFirst() : character else { return nil }
            ranges.append(member...member)
        }
        return nil
    }
}
