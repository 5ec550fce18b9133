// SPDX-License-Identifier: Apache-2.0

/// A placeholder in a text for something that is still to be written.
struct Placeholder {
    enum Kind {
        /// `{{ x }}`, `{x}`, `<x>`, `@X@` and similar.
        case field
        /// `${X}` and `$X`.
        case variable
        /// `{% if x %}`, which decides what the text is.
        case statement
        /// `...`
        case omission
        /// `TODO`
        case reminder
    }

    let kind: Kind
    let range: Range<Int>
    let text: String

    var summary: String {
        switch kind {
        case .field: "the placeholder `\(text)` was not filled in"
        case .variable: "the variable `\(text)` was not replaced by its value"
        case .statement: "`\(text)` belongs to a template that was not rendered"
        case .omission: "`\(text)` stands for something that was left out"
        case .reminder: "`\(text)` stands for a value that is still to be written"
        }
    }

    var remedy: String {
        switch kind {
        case .field: "write the value in its place, or give this command the rendered template"
        case .variable: "write the value in its place, or replace the variables of a template with `envsubst`"
        case .statement: "render the template, and give this command the result"
        case .omission: "write what is meant, or remove it"
        case .reminder: "write the value in its place"
        }
    }

    /// The placeholders of a line, from left to right.
    static func all(in line: ArraySlice<Unicode.Scalar>) -> [Placeholder] {
        var found: [Placeholder] = []
        var index = line.startIndex
        while index < line.endIndex {
            if let placeholder = PlaceholderPattern.match(line, at: index) {
                found.append(placeholder)
                index = placeholder.range.upperBound
            } else {
                index += 1
            }
        }
        return found
    }
}

/// Patterns of placeholders, matched against the scalars at a position.
enum PlaceholderPattern {
    private static let brackets: [(open: String, close: String, kind: Placeholder.Kind)] = [
        ("{{", "}}", .field), ("{%", "%}", .statement), ("<%", "%>", .statement), ("{#", "#}", .statement),
        ("${", "}", .variable), ("$(", ")", .variable), ("((", "))", .field),
    ]
    /// Words that are never part of a configuration's value.
    private static let reminders: Set<String> = [
        "TODO", "TBD", "FIXME", "CHANGEME", "CHANGE_ME", "CHANGE-ME", "changeme", "change_me", "change-me", "REPLACEME",
        "REPLACE_ME", "REPLACE-ME", "replaceme", "replace_me", "replace-me", "PLACEHOLDER", "XX", "XXX", "XXXX",
    ]

    static func match(_ line: ArraySlice<Unicode.Scalar>, at start: Int) -> Placeholder? {
        let rest = line[start...]
        for form in brackets where rest.starts(with: form.open.unicodeScalars) {
            // Regular expressions may have nested groups.
            if form.open == "((", !isTokenStart(line, start) { continue }
            guard let end = end(of: form.close, in: rest.dropFirst(2)) else {
                if form.open == "((" { continue }
                return placeholder(form.kind, line, start..<line.endIndex)
            }
            return placeholder(form.kind, line, start..<end)
        }
        switch line[start] {
        case "$": return variable(line, start)
        case "{": return braces(line, start)
        case "<": return angles(line, start)
        case "@", "%", "_": return delimited(line, start)
        case ".", "\u{2026}": return omission(line, start)
        default: return reminder(line, start)
        }
    }

    private static func placeholder(
        _ kind: Placeholder.Kind,
        _ line: ArraySlice<Unicode.Scalar>,
        _ range: Range<Int>
    ) -> Placeholder {
        Placeholder(kind: kind, range: range, text: String(String.UnicodeScalarView(line[range])))
    }

    private static func end(of close: String, in rest: ArraySlice<Unicode.Scalar>) -> Int? {
        let close = Array(close.unicodeScalars)
        // Real placeholders are short, and a line may be a whole file.
        return rest.prefix(200).indices.first { rest[$0...].starts(with: close) }.map { $0 + close.count }
    }

    /// `$NAME`; a `$` at the end of a regular expression has no name after it.
    private static func variable(_ line: ArraySlice<Unicode.Scalar>, _ start: Int) -> Placeholder? {
        let name = line[(start + 1)...].prefix { isWord($0) }
        guard let first = name.first, first == "_" || first.properties.isAlphabetic else { return nil }
        return placeholder(.variable, line, start..<name.endIndex)
    }

    /// `{name}`, but not a character class such as `\p{Greek}`, and not a mapping.
    private static func braces(_ line: ArraySlice<Unicode.Scalar>, _ start: Int) -> Placeholder? {
        guard start < line.startIndex + 2 || line[start - 2] != "\\" else { return nil }
        let name = line[(start + 1)...].prefix { isWord($0) || " .-".unicodeScalars.contains($0) }
        // A dot at the beginning is a JSONPath, `{.spec.image}`.
        guard let first = name.first, isWord(first), first.properties.numericType == nil,
            name.endIndex < line.endIndex, line[name.endIndex] == "}", !isLoop(name)
        else { return nil }
        return placeholder(.field, line, start..<(name.endIndex + 1))
    }

    /// `{range .items}` and `{end}` belong to a JSONPath.
    private static func isLoop(_ name: ArraySlice<Unicode.Scalar>) -> Bool {
        name.elementsEqual("end".unicodeScalars) || name.starts(with: "range .".unicodeScalars)
    }

    /// `<name>`, but not the name of a group, `(?P<name>…)`.
    private static func angles(_ line: ArraySlice<Unicode.Scalar>, _ start: Int) -> Placeholder? {
        let before = start > line.startIndex ? line[start - 1] : " "
        guard before != "?", before != "P", before != "<", let first = line[(start + 1)...].first,
            first.properties.isAlphabetic
        else { return nil }
        let name = line[(start + 1)...].prefix { $0 != ">" && $0 != "<" }
        guard name.count <= 80, name.endIndex < line.endIndex, line[name.endIndex] == ">" else { return nil }
        return placeholder(.field, line, start..<(name.endIndex + 1))
    }

    /// `@NAME@`, `%NAME%` and `__NAME__`.
    private static func delimited(_ line: ArraySlice<Unicode.Scalar>, _ start: Int) -> Placeholder? {
        let mark = line[start]
        let opening = line[start...].prefix(2).prefix { $0 == mark }
        guard mark != "_" || opening.count == 2 else { return nil }
        let name = line[opening.endIndex...].prefix { isUpper($0) || ($0 == "_" && mark != "_") }
        let closing = line[name.endIndex...].prefix(2).prefix { $0 == mark }
        guard !name.isEmpty, closing.count >= opening.count else { return nil }
        return placeholder(.field, line, start..<(name.endIndex + opening.count))
    }

    /// Three dots or more as a value; alone at the left margin they end a document.
    private static func omission(_ line: ArraySlice<Unicode.Scalar>, _ start: Int) -> Placeholder? {
        guard isTokenStart(line, start) else { return nil }
        let dots = line[start...].prefix { $0 == "." || $0 == "\u{2026}" }
        guard dots.count >= 3 || dots.contains("\u{2026}"), isTokenEnd(line, dots.endIndex) else { return nil }
        let endsDocument = start == line.startIndex && line[dots.endIndex...].allSatisfy { $0 == " " || $0 == "\t" }
        guard !endsDocument || dots.contains("\u{2026}") else { return nil }
        return placeholder(.omission, line, start..<dots.endIndex)
    }

    private static func reminder(_ line: ArraySlice<Unicode.Scalar>, _ start: Int) -> Placeholder? {
        guard start == line.startIndex || !isName(line[start - 1]) else { return nil }
        let word = line[start...].prefix { isName($0) }
        guard (2...12).contains(word.count) else { return nil }
        let text = String(String.UnicodeScalarView(word))
        guard reminders.contains(text) else { return nil }
        return placeholder(.reminder, line, start..<word.endIndex)
    }

    private static func isTokenStart(_ line: ArraySlice<Unicode.Scalar>, _ index: Int) -> Bool {
        index == line.startIndex || " \t\"'[{,".unicodeScalars.contains(line[index - 1])
    }

    private static func isTokenEnd(_ line: ArraySlice<Unicode.Scalar>, _ index: Int) -> Bool {
        index >= line.endIndex || " \t\"']},:".unicodeScalars.contains(line[index])
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// Whether a scalar belongs to a word; dots, colons and slashes end a word.
    private static func isName(_ scalar: Unicode.Scalar) -> Bool { scalar == "-" || isWord(scalar) }

    private static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
        (0x41...0x5a).contains(scalar.value) || (0x30...0x39).contains(scalar.value)
    }
}
