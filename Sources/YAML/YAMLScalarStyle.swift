// SPDX-License-Identifier: Apache-2.0

/// The style of a string: plain if every reader takes it for the same string, in quotes otherwise.
enum YAMLScalarStyle {
    /// The string on one line.
    static func oneLine(_ text: String) -> String {
        let isPrintable = text.unicodeScalars.allSatisfy(isPrintable)
        if isPrintable, couldMeanSomethingElse(text) { return doubleQuoted(text) }
        if isPrintable, canStandPlain(text) { return text }
        return isPrintable ? singleQuoted(text) : doubleQuoted(text)
    }

    /// The header of a block (`|` or `|-`), if the text has several lines and a block preserves it.
    static func blockHeader(_ text: String) -> String? {
        var body = Substring(text)
        let endsWithBreak = text.unicodeScalars.last == "\n"
        if endsWithBreak { body.unicodeScalars.removeLast() }
        let scalars = body.unicodeScalars
        guard text.unicodeScalars.contains("\n"), let first = scalars.first, let last = scalars.last else { return nil }
        // Blanks at the beginning would be taken for indentation, and breaks at the end would be dropped.
        guard first != " ", first != "\n", last != "\n" else { return nil }
        guard scalars.allSatisfy({ $0 == "\n" || isPrintable($0) }), !hasTrailingBlank(scalars) else { return nil }
        return endsWithBreak ? "|" : "|-"
    }

    private static func hasTrailingBlank(_ scalars: Substring.UnicodeScalarView) -> Bool {
        scalars.split(separator: "\n", omittingEmptySubsequences: false).contains { $0.last == " " }
    }

    /// Whether a reader preserves this scalar if it is unescaped on a line.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // U+0085, U+2028 and U+2029 break lines, and U+FEFF marks the byte order.
        case 0x20...0x7e, 0xa0...0x2027, 0x202a...0xd7ff, 0xe000...0xfefe, 0xff00...0xfffd, 0x10000...0x10ffff: true
        default: false
        }
    }

    /// Whether a reader of YAML 1.1 or 1.2 may take the plain text for a number, a date, a boolean or null.
    private static func couldMeanSomethingElse(_ text: String) -> Bool {
        if YAMLScalar.meaning(ofPlain: text) != .string || text == "<<" || text == "=" { return true }
        guard let first = text.utf8.first, "+-.0123456789".utf8.contains(first) else { return false }
        // Times and dates, numbers in base 60, and numbers that only other readers know.
        return text.utf8.allSatisfy { "+-.0123456789_:tTzZ eExXoO".utf8.contains($0) } && !isVersion(text)
    }

    /// Whether this is digits with at least two dots, such as `4.16.3`, which every reader takes for a string.
    private static func isVersion(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }

    /// Whether the text keeps its form without quotes, in any place (YAML 1.1, 9.1.3).
    private static func canStandPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
        if "-?:,[]{}#&*!|>'\"%@` ".unicodeScalars.contains(first) || last == " " || last == ":" { return false }
        // By scalar, because a combining mark and the blank before it are one character.
        return !zip(text.unicodeScalars, text.unicodeScalars.dropFirst()).contains {
            $0 == (":", " ") || $0 == (" ", "#")
        }
            && !text.hasPrefix("...")
    }

    private static func singleQuoted(_ text: String) -> String {
        var result = String.UnicodeScalarView("'".unicodeScalars)
        for scalar in text.unicodeScalars {
            if scalar == "'" { result.append(scalar) }
            result.append(scalar)
        }
        result.append("'")
        return String(result)
    }

    private static func doubleQuoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where isPrintable(scalar): result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let (letter, width) = scalar.value <= 0xff ? ("x", 2) : scalar.value <= 0xffff ? ("u", 4) : ("U", 8)
                result += "\\\(letter)" + String(repeating: "0", count: width - digits.count) + digits
            }
        }
        return result + "\""
    }
}
