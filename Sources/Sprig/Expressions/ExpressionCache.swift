// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import RegularExpressions

/// The regular expressions of a rendering, each compiled once.
final class ExpressionCache {
    private var compiled: [Text: Result<CompiledExpression, FunctionError>] = [:]

    /// Returns an expression, or throws Go's error about it.
    func expression(_ pattern: Text) throws -> CompiledExpression {
        if let known = compiled[pattern] { return try known.get() }
        let result = Result { try CompiledExpression(pattern) }.mapError { error in
            error as? FunctionError ?? FunctionError(Text("\(error)"))
        }
        compiled[pattern] = result
        return try result.get()
    }

    /// Returns an expression, or throws what Go's `MustCompile` panics with.
    func requiredExpression(_ pattern: Text) throws -> CompiledExpression {
        do {
            return try expression(pattern)
        } catch let error as FunctionError {
            let canBeRaw = !pattern.bytes.contains { $0 == UInt8(ascii: "`") || $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }
            let quoted = canBeRaw ? "`" + pattern + "`" : pattern.quoted
            throw FunctionError("regexp: Compile(" + quoted + "): " + error.message)
        }
    }
}

/// A regular expression with its groups, which finds as Go's `regexp` does.
struct CompiledExpression {
    private let expression: RegularExpression
    let groupNames: [String?]
    let isEmpty: Bool

    init(_ pattern: Text) throws(FunctionError) {
        let translated = try Self.translated(pattern).string
        do {
            expression = try RegularExpression(translated)
        } catch {
            throw Self.described(error)
        }
        groupNames = expression.groupNames
        isEmpty = pattern.isEmpty
    }

    func matches(_ text: Text) -> Bool { expression.matches(text.bytes) }

    /// Returns the first match from a position on, with its groups.
    func match(in bytes: [UInt8], from start: Int, groups: Bool) -> [Range<Int>?]? {
        expression.firstMatch(in: bytes, from: start, groupCount: groups ? groupNames.count - 1 : 0)
    }

    /// Returns where the expression matches, at most as often as asked for; with a negative count everywhere.
    ///
    /// An empty match directly after another one does not count.
    func matches(in bytes: [UInt8], count: Int) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var position = 0
        var previousEnd = -1
        while count < 0 || found.count < count, position <= bytes.count,
            let range = match(in: bytes, from: position, groups: false)?.first ?? nil
        {
            let isRepeated = range.upperBound == position && range.lowerBound == previousEnd
            if range.upperBound == position {
                position += max(1, Runes.decode(bytes[position...]).1)
            } else {
                position = range.upperBound
            }
            previousEnd = range.upperBound
            if !isRepeated { found.append(range) }
        }
        return found
    }

    /// Returns the pattern as this RE2 reads it: with `(?P<` for `(?<`, which older versions do not know; and without `\C`,
    /// which Go does not know.
    private static func translated(_ pattern: Text) throws(FunctionError) -> Text {
        let bytes = pattern.bytes
        let isOrdinary = ["(?<", #"\C"#].allSatisfy { bytes.firstRange(of: Array($0.utf8), from: 0) == nil }
        if isOrdinary { return pattern }
        var result: [UInt8] = []
        var isInClass = false
        var position = 0
        while position < bytes.count {
            let rest = bytes[position...]
            if rest.starts(with: #"\Q"#.utf8) {
                // Everything up to `\E` means itself.
                let end = bytes.firstRange(of: Array(#"\E"#.utf8), from: position) ?? bytes.count
                result += bytes[position..<end]
                position = end
                continue
            }
            if rest.starts(with: #"\C"#.utf8) {
                throw FunctionError(#"error parsing regexp: invalid escape sequence: `\C`"#)
            }
            if rest.starts(with: "(?<".utf8), !isInClass, rest.count > 3 {
                try checkName(rest)
                result += "(?P<".utf8
                position += 3
                continue
            }
            let count = bytes[position] == UInt8(ascii: "\\") ? min(2, rest.count) : 1
            if count == 1, bytes[position] == UInt8(ascii: "[") { isInClass = true }
            if count == 1, bytes[position] == UInt8(ascii: "]") { isInClass = false }
            result += rest.prefix(count)
            position += count
        }
        return Text(result)
    }

    /// Checks the name of the group that bytes begin with; a look behind is a group with a bad name, too.
    private static func checkName(_ bytes: ArraySlice<UInt8>) throws(FunctionError) {
        let end = bytes.firstIndex(of: UInt8(ascii: ">"))
        let name = bytes[(bytes.startIndex + 3)..<(end ?? bytes.endIndex)]
        let isName = name.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
            default: TimeLayout.isDigit(byte)
            }
        }
        guard end == nil || !isName || name.isEmpty else { return }
        let part = Text(Array(bytes[...(end ?? bytes.endIndex - 1)]))
        throw FunctionError("error parsing regexp: invalid named capture: `" + part + "`")
    }

    /// Returns an error in Go's words.
    private static func described(_ error: RegularExpressionError) -> FunctionError {
        let (reason, part): (String, String) =
            switch error.kind {
            case .badEscape: ("invalid escape sequence", error.part)
            case .badClass: ("invalid character class", error.part)
            case .badRange: ("invalid character class range", error.part)
            case .missingBracket: ("missing closing ]", error.part)
            case .missingParenthesis: ("missing closing )", error.part)
            case .unexpectedParenthesis: ("unexpected )", error.part)
            case .trailingBackslash: ("trailing backslash at end of expression", "")
            case .missingRepetition: ("missing argument to repetition operator", error.part)
            case .badRepetitionSize: ("invalid repeat count", error.part)
            case .badRepetition: ("invalid nested repetition operator", error.part)
            case .badPerlSyntax: ("invalid or unsupported Perl syntax", error.part)
            case .badUTF8: ("invalid UTF-8", error.part)
            case .badGroupName: ("invalid named capture", error.part)
            case .tooLarge: ("expression too large", error.part)
            case .other: ("regexp/syntax: internal error", error.part)
            }
        return FunctionError(Text("error parsing regexp: \(reason): `\(part)`"))
    }
}
