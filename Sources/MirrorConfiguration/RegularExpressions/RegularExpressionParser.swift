// SPDX-License-Identifier: Apache-2.0

/// Reads the syntax of RE2 (github.com/google/re2/wiki/Syntax), without Unicode classes.
struct RegularExpressionParser {
    /// The switches of `(?ims)`.
    private struct Flags {
        var ignoresCase = false
        var hasLines = false
        var dotTakesNewline = false
    }

    private static let maximumLength = 10_000
    private static let maximumDepth = 200
    private static let maximumRepetition = 1000

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0
    private var flags = Flags()

    init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

    /// Reads the whole pattern.
    mutating func parse() throws(RegularExpressionError) -> RegularExpressionNode {
        guard scalars.count <= Self.maximumLength else {
            throw fail("the pattern is longer than \(Self.maximumLength) characters", at: Self.maximumLength)
        }
        let node = try choice()
        guard position == scalars.count else { throw fail("a `)` without its `(`") }
        return node
    }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func take(_ text: String) -> Bool {
        let wanted = Array(text.unicodeScalars)
        guard scalars[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    private func fail(_ message: String, at place: Int? = nil) -> RegularExpressionError {
        RegularExpressionError(message: message, position: (place ?? position) + 1)
    }

    private mutating func choice() throws(RegularExpressionError) -> RegularExpressionNode {
        var alternatives = [try sequence()]
        while take("|") { alternatives.append(try sequence()) }
        return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
    }

    private mutating func sequence() throws(RegularExpressionError) -> RegularExpressionNode {
        var parts: [RegularExpressionNode] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            if take("\\Q") {
                let count = parts.count
                while position < scalars.count, !take("\\E") {
                    parts.append(character(ScalarSet(scalars[position])))
                    position += 1
                }
                // What follows repeats the last character only.
                if parts.count > count { parts.append(try repeated(parts.removeLast())) }
                continue
            }
            parts.append(try repeated(try atom()))
        }
        return .sequence(parts)
    }

    private mutating func repeated(_ atom: RegularExpressionNode) throws(RegularExpressionError)
        -> RegularExpressionNode
    {
        let start = position
        guard let (minimum, maximum) = try repetition() else { return atom }
        // Whether as few or as many characters as possible are taken makes no difference to whether there is a match.
        _ = take("?")
        let second = position
        if try repetition() != nil {
            throw fail("a repetition of a repetition, put the first in parentheses", at: second)
        }
        guard maximum ?? minimum <= Self.maximumRepetition, minimum <= maximum ?? minimum else {
            throw fail("a repetition is of at most \(Self.maximumRepetition) times, the lower number first", at: start)
        }
        return .repetition(atom, minimum: minimum, maximum: maximum)
    }

    /// Reads `*`, `+`, `?` or `{n,m}`; braces that are no repetition are ordinary characters.
    private mutating func repetition() throws(RegularExpressionError) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        let start = position
        guard take("{"), let minimum = number() else {
            position = start
            return nil
        }
        if take("}") { return (minimum, minimum) }
        guard take(",") else {
            position = start
            return nil
        }
        if take("}") { return (minimum, nil) }
        guard let maximum = number(), take("}") else {
            position = start
            return nil
        }
        return (minimum, maximum)
    }

    private mutating func number() -> Int? {
        let start = position
        while let scalar = next, ("0"..."9").contains(scalar) { position += 1 }
        guard position > start else { return nil }
        // What is too large for a number is too large for a repetition as well.
        return Int(String(String.UnicodeScalarView(scalars[start..<position]))) ?? Int.max
    }

    private mutating func atom() throws(RegularExpressionError) -> RegularExpressionNode {
        let start = position
        guard let scalar = next else { return .empty }
        position += 1
        switch scalar {
        case "(": return try group(from: start)
        case "[": return character(try bracketed(from: start))
        case ".": return character(flags.dotTakesNewline ? .any : .anyButNewline)
        case "^": return .assertion(flags.hasLines ? .beginningOfLine : .beginningOfText)
        case "$": return .assertion(flags.hasLines ? .endOfLine : .endOfText)
        case "*", "+", "?": throw fail("a `\(scalar)` repeats nothing", at: start)
        case "\\":
            switch next {
            case "A": position += 1; return .assertion(.beginningOfText)
            case "z": position += 1; return .assertion(.endOfText)
            case "b": position += 1; return .assertion(.wordBoundary)
            case "B": position += 1; return .assertion(.noWordBoundary)
            default: return character(try escaped(from: start))
            }
        default: return character(ScalarSet(scalar))
        }
    }

    private func character(_ set: ScalarSet) -> RegularExpressionNode {
        var set = set
        set.ignoresCase = flags.ignoresCase
        return .character(set)
    }

    private mutating func group(from start: Int) throws(RegularExpressionError) -> RegularExpressionNode {
        depth += 1
        guard depth <= Self.maximumDepth else { throw fail("parentheses lie too deep in each other", at: start) }
        defer { depth -= 1 }
        let outer = flags
        let looksBehind =
            scalars[position...].starts(with: "?<=".unicodeScalars)
            || scalars[position...].starts(with: "?<!".unicodeScalars)
        if take("?P<") || (!looksBehind && take("?<")) {
            let name = position
            while let scalar = next, ScalarSet.word.contains(scalar) { position += 1 }
            guard position > name, take(">") else { throw fail("the name of a group is not closed by `>`", at: start) }
        } else if take("?") {
            try switches(from: start)
            // `(?i)` holds until the end of the group that it stands in.
            if take(")") { return .empty }
            guard take(":") else { throw fail("`(?` is followed by none of the flags i, m, s and U", at: start) }
        }
        defer { flags = outer }
        let node = try choice()
        guard take(")") else { throw fail("a `(` without its `)`", at: start) }
        return node
    }

    private mutating func switches(from start: Int) throws(RegularExpressionError) {
        var value = true
        while let scalar = next, scalar != ":", scalar != ")" {
            switch scalar {
            case "-" where value: value = false
            case "i": flags.ignoresCase = value
            case "m": flags.hasLines = value
            case "s": flags.dotTakesNewline = value
            // Greed, which makes no difference here.
            case "U": break
            default: throw fail("RE2 has no group that begins with `(?\(scalar)`", at: start)
            }
            position += 1
        }
    }

    private mutating func bracketed(from start: Int) throws(RegularExpressionError) -> ScalarSet {
        var set = ScalarSet([])
        set.isInverted = take("^")
        var isFirst = true
        while isFirst || next != "]" {
            guard let scalar = next else { throw fail("a `[` without its `]`", at: start) }
            isFirst = false
            let place = position
            if take("[:") {
                set.ranges += try named(from: place)
                continue
            }
            let lower = try element(scalar)
            guard lower.ranges.count == 1, lower.ranges[0].count == 1, next == "-", position + 1 < scalars.count,
                scalars[position + 1] != "]"
            else {
                set.ranges += lower.ranges
                continue
            }
            position += 1
            let upper = try element(scalars[position])
            guard upper.ranges.count == 1, upper.ranges[0].count == 1,
                upper.ranges[0].lowerBound >= lower.ranges[0].lowerBound
            else { throw fail("a range of characters ends before it begins", at: place) }
            set.ranges.append(lower.ranges[0].lowerBound...upper.ranges[0].lowerBound)
        }
        position += 1
        return set
    }

    private mutating func element(_ scalar: Unicode.Scalar) throws(RegularExpressionError) -> ScalarSet {
        let start = position
        position += 1
        return scalar == "\\" ? try escaped(from: start) : ScalarSet(scalar)
    }

    private mutating func named(from start: Int) throws(RegularExpressionError) -> [ClosedRange<UInt32>] {
        let inverted = take("^")
        let name = position
        while let scalar = next, ("a"..."z").contains(scalar) { position += 1 }
        let text = String(String.UnicodeScalarView(scalars[name..<position]))
        guard let set = ScalarSet.named[text], take(":]") else {
            throw fail("`[:` begins no class of characters that RE2 knows", at: start)
        }
        return inverted ? set.complement : set.ranges
    }

    /// Reads what follows a backslash.
    private mutating func escaped(from start: Int) throws(RegularExpressionError) -> ScalarSet {
        guard let scalar = next else { throw fail("a `\\` at the end", at: start) }
        position += 1
        switch scalar {
        case "d": return .digit
        case "w": return .word
        case "s": return .blank
        case "D": return ScalarSet(ScalarSet.digit.complement)
        case "W": return ScalarSet(ScalarSet.word.complement)
        case "S": return ScalarSet(ScalarSet.blank.complement)
        case "a": return ScalarSet("\u{07}")
        case "f": return ScalarSet("\u{0c}")
        case "n": return ScalarSet("\n")
        case "r": return ScalarSet("\r")
        case "t": return ScalarSet("\t")
        case "v": return ScalarSet("\u{0b}")
        case "x": return ScalarSet(try hexadecimal(from: start))
        case "p", "P": throw fail("Unicode classes are not known, write the characters in brackets", at: start)
        default:
            let isLetterOrDigit =
                ("0"..."9").contains(scalar) || ("A"..."Z").contains(scalar) || ("a"..."z").contains(scalar)
            guard scalar.isASCII, !isLetterOrDigit else { throw fail("RE2 has no `\\\(scalar)`", at: start) }
            return ScalarSet(scalar)
        }
    }

    private mutating func hexadecimal(from start: Int) throws(RegularExpressionError) -> Unicode.Scalar {
        let isBraced = take("{")
        let first = position
        while let scalar = next, scalar.properties.isASCIIHexDigit, isBraced || position - first < 2 { position += 1 }
        let digits = String(String.UnicodeScalarView(scalars[first..<position]))
        guard isBraced ? take("}") : digits.count == 2, let value = UInt32(digits, radix: 16),
            let scalar = Unicode.Scalar(value)
        else { throw fail("`\\x` is not followed by the number of a character", at: start) }
        return scalar
    }
}
