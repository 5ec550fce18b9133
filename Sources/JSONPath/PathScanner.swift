// SPDX-License-Identifier: Apache-2.0

/// The characters with a meaning.
enum PathSyntax {
    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    /// Whether a name ends before this character; with `\` before it, it belongs to the name.
    static func endsName(_ scalar: Unicode.Scalar) -> Bool {
        isBlank(scalar) || ".,[]{}$@".unicodeScalars.contains(scalar)
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}

/// Goes through a text, character by character.
struct PathScanner {
    let scalars: [Unicode.Scalar]
    private(set) var index: Int
    /// The end of what is read.
    let end: Int

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        index = 0
        end = scalars.count
    }

    /// The character here, counted from 1.
    var column: Int { index + 1 }

    var isAtEnd: Bool { index >= end }

    /// The next character; nothing at the end.
    var next: Unicode.Scalar? { index < end ? scalars[index] : nil }

    /// The character behind the next one.
    var second: Unicode.Scalar? { index + 1 < end ? scalars[index + 1] : nil }

    mutating func skip(_ count: Int = 1) { index = min(index + count, end) }

    mutating func skipBlanks() {
        while let scalar = next, PathSyntax.isBlank(scalar) { skip() }
    }

    /// Whether the text goes on with this one.
    func continues(with text: String) -> Bool {
        let wanted = text.unicodeScalars
        return index + wanted.count <= end && scalars[index..<(index + wanted.count)].elementsEqual(wanted)
    }

    /// Goes over a text if it is here.
    mutating func take(_ text: String) -> Bool {
        guard continues(with: text) else { return false }
        skip(text.unicodeScalars.count)
        return true
    }

    /// Reads as long as a condition holds.
    mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
        var taken = String.UnicodeScalarView()
        while let scalar = next, condition(scalar) {
            taken.append(scalar)
            skip()
        }
        return String(taken)
    }

    func error(_ message: String, remedy: String? = nil, at column: Int? = nil) -> JSONPathError {
        JSONPathError(message, remedy: remedy, at: column ?? self.column)
    }

    /// Reads a text between quotes, of which the first is next.
    mutating func quoted() throws(JSONPathError) -> String {
        let start = column
        guard let quote = next else { throw error("a text in quotes is missing") }
        skip()
        var text = String.UnicodeScalarView()
        while let scalar = next {
            skip()
            if scalar == quote { return String(text) }
            guard scalar == "\\" else {
                text.append(scalar)
                continue
            }
            guard let escaped = next else { break }
            skip()
            switch escaped {
            case "n": text.append("\n")
            case "t": text.append("\t")
            case "r": text.append("\r")
            case "\\", "'", "\"": text.append(escaped)
            default:
                throw error(
                    "`\\\(escaped)` has no meaning in quotes",
                    remedy: "write `\\\\` for a `\\`",
                    at: column - 2
                )
            }
        }
        throw error("the quote is not closed", remedy: "write another `\(quote)`", at: start)
    }
}
