// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Explains lines that do not fit the lines around them: indentation, dashes, colons and brackets.
struct StructureExplanation {
    let source: SourceText
    /// Where libyaml stopped.
    let position: YAMLPosition
    /// The position where libyaml began to read the element.
    let start: YAMLPosition

    private var line: SourceLine { SourceLine(position.line, of: source) }
    private var previous: SourceLine? { SourceLine.before(position.line, in: source) }

    /// Explains a `:` where no key can be: in a value, or on a line that is indented below a value.
    func unexpectedColon() -> SyntaxExplanation {
        let line = line
        if let key = line.key, let value = line.value, line.contentColumn + key.unicodeScalars.count < position.column,
            !"[{\"'".contains(value.first ?? " ")
        {
            return explain("the value of `\(key)` contains a `:`, so YAML reads it as a key", quoting(line))
        }
        guard let key = line.key, line.contentColumn + key.unicodeScalars.count >= position.column,
            let previous
        else { return explain("a `:` follows text that cannot be a key", quoting(line)) }
        if previous.key == nil, !previous.content.hasSuffix("]"), !previous.content.hasSuffix("}") {
            return withoutColon(previous)
        }
        guard let value = previous.value, let sibling = previous.key, !sibling.isEmpty else {
            return explain("a `:` follows text that cannot be a key", quoting(line))
        }
        if line.beginsElement { return list(line, below: previous) }
        return SyntaxExplanation(
            "`\(key)` is indented deeper than `\(sibling)` on line \(previous.number), which has the value `\(value)`",
            "write `\(key)` in column \(previous.contentColumn), below `\(sibling)`;"
                + " or remove the value, if `\(key)` belongs to `\(sibling)`",
            at: YAMLPosition(line: line.number, column: line.contentColumn)
        )
    }

    /// Explains a line of a mapping without a key.
    func lineWithoutColon() -> SyntaxExplanation { withoutColon(SourceLine(start.line, of: source)) }

    private func withoutColon(_ line: SourceLine) -> SyntaxExplanation {
        if let advice = missingBlank(line) { return advice }
        let text = line.content
        let place = YAMLPosition(line: line.number, column: line.contentColumn)
        if let colon = text.firstIndex(of: ":"), text[..<colon].allSatisfy({ $0.isLetter || $0.isNumber }) {
            let (key, value) = (text[..<colon], text[colon...].dropFirst())
            return SyntaxExplanation(
                "a space is missing after the `:` of `\(text)`",
                "write `\(key): \(value)`",
                at: place
            )
        }
        return SyntaxExplanation(
            "`\(text)` is neither a field nor an element of a list",
            "write `\(text): ` and a value to make it a field, or `- \(text)` to make it an element",
            at: place
        )
    }

    /// Explains a dash that is part of the word behind it.
    private func missingBlank(_ line: SourceLine) -> SyntaxExplanation? {
        let text = line.content
        guard text.hasPrefix("-"), text.count > 1 else { return nil }
        return SyntaxExplanation(
            "a space is missing after the `-` of `\(text)`",
            "write `- \(text.dropFirst())`",
            at: YAMLPosition(line: line.number, column: line.contentColumn)
        )
    }

    /// Explains a line that continues no open mapping.
    func misplacedLine() -> SyntaxExplanation {
        let line = line
        if position.column > line.indent + 1, let closing = closing(before: position) {
            return explain(
                "text follows the closing `\(closing)` of the value",
                closing == "'" || closing == "\""
                    ? "write the whole value between two quotes; a quote inside is written `''` in '…' and `\\\"` in \"…\""
                    : quoting(line)
            )
        }
        if line.beginsElement, let previous, previous.value != nil { return list(line, below: previous) }
        if line.beginsElement {
            return explain(
                "a list element is among the fields of the mapping that begins on line \(start.line)",
                "indent the `-` below the key whose list it belongs to"
            )
        }
        let name = line.key.map { "`\($0)`" } ?? "this line"
        let neighbour = previous.flatMap { previous in
            previous.key.map {
                "write it in column \(previous.contentColumn), below `\($0)` on line \(previous.number), or in that of another field before"
            }
        }
        return explain(
            "\(name) begins in column \(position.column), unlike all fields before it",
            neighbour ?? "indent it like the fields that it belongs to"
        )
    }

    private func list(_ line: SourceLine, below previous: SourceLine) -> SyntaxExplanation {
        SyntaxExplanation(
            "a list begins below `\(previous.key ?? "")` on line \(previous.number), which has the value"
                + " `\(previous.value ?? "")`",
            "write the key that the list belongs to, such as `packages:`, on a line of its own before it",
            at: YAMLPosition(line: line.number, column: line.indent + 1)
        )
    }

    /// Explains a field in the column of a list's dashes.
    func elementWithoutDash() -> SyntaxExplanation {
        let name = line.key ?? line.content
        if let advice = missingBlank(line) { return advice }
        if line.beginsElement {
            return explain(
                "this `-` is in column \(position.column), and those of the list that begins on line \(start.line) are in"
                    + " column \(start.column)",
                "begin every element of a list in one column"
            )
        }
        return explain(
            "`\(name)` is among the elements of the list that begins on line \(start.line), but has no `-`",
            "indent it to column \(start.column + 2) to make it a field of the element before,"
                + " or write `- \(name)` to begin another one"
        )
    }

    /// Explains a list that begins on the line of its key.
    func listBesideKey() -> SyntaxExplanation {
        explain(
            "a `-` begins a list element, which cannot follow a key on one line",
            "begin the list on the next line, or put the value in quotes if it is text"
        )
    }

    /// Explains a list or a mapping in brackets that does not end where it should.
    func unclosed(openedAt opening: YAMLPosition) -> SyntaxExplanation {
        let bracket = source.character(at: opening) ?? "["
        let closing = bracket == "{" ? "}" : "]"
        let place = position.line == opening.line ? position : opening
        return SyntaxExplanation(
            "the `\(bracket)` of line \(opening.line) is not closed with `\(closing)`, or a comma is missing before this",
            SourceLine(opening.line, of: source).quotingValue.map {
                "write the `\(closing)` or the comma; if it is text, \($0)"
            } ?? "write the `\(closing)` or the comma",
            at: place
        )
    }

    /// Explains text that cannot begin a value, or a missing value.
    func missingValue(isInFlow: Bool) -> SyntaxExplanation {
        guard isInFlow else {
            let character = source.character(at: position).map { "`\($0)`" } ?? "this character"
            return explain("a value cannot begin with \(character)", quoting(line))
        }
        let opening = BracketSearch(source: source).opening(before: position) ?? start
        guard source.character(at: position) != nil else { return unclosed(openedAt: opening) }
        return SyntaxExplanation(
            "`\(source.character(at: opening) ?? "[")` begins a list or a mapping, but this is not one",
            quoting(SourceLine(opening.line, of: source)),
            at: opening
        )
    }

    /// Explains text behind the end of the document.
    func textBehindDocument() -> SyntaxExplanation {
        if let previous, previous.text == "..." {
            return explain(
                "`...` on line \(previous.number) ends the document, but text follows it",
                "remove the `...`, or the text after it"
            )
        }
        let line = line
        if position.column > line.indent + 1, let closing = closing(before: position) {
            return explain(
                "text follows the closing `\(closing)` of the value",
                line.quotingValue ?? "remove it, or put the whole value in quotes"
            )
        }
        if let previous, previous.indent > line.indent {
            return explain(
                "this line begins in column \(line.indent + 1), and line \(previous.number) in column"
                    + " \(previous.indent + 1)",
                "begin the fields of the file in one column, the first"
            )
        }
        return explain(
            "text follows the end of the document",
            "indent this line like the first one, or remove it"
        )
    }

    private func closing(before position: YAMLPosition) -> Unicode.Scalar? {
        let before = source.line(position.line, prefix: 4 * position.column).unicodeScalars.prefix(position.column - 1)
        guard let last = before.last(where: { $0 != " " }), "\"']}".unicodeScalars.contains(last) else { return nil }
        return last
    }

    private func quoting(_ line: SourceLine) -> String {
        line.quotingValue ?? "check the indentation, or put text that contains `: ` in quotes"
    }

    private func explain(_ summary: String, _ remedy: String) -> SyntaxExplanation {
        SyntaxExplanation(summary, remedy, at: position)
    }
}

/// Finds the bracket that is open at a position.
struct BracketSearch {
    let source: SourceText

    func opening(before position: YAMLPosition) -> YAMLPosition? {
        var depth = 0
        for number in stride(from: min(position.line, source.lineCount), to: max(0, position.line - 100), by: -1) {
            let scalars = Array(source.line(number, prefix: 4000).unicodeScalars)
            let end = number == position.line ? min(position.column - 1, scalars.count) : scalars.count
            for column in stride(from: end, to: 0, by: -1) {
                switch scalars[column - 1] {
                case "]", "}": depth += 1
                case "[", "{":
                    guard depth > 0 else { return YAMLPosition(line: number, column: column) }
                    depth -= 1
                default: break
                }
            }
        }
        return nil
    }
}
