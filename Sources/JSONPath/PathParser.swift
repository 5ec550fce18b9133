// SPDX-License-Identifier: Apache-2.0

/// Reads the steps of a path.
struct PathParser {
    var scanner: PathScanner
    /// The character that ends the path; nothing for the end of the text.
    let closing: Unicode.Scalar?
    /// How many filters the path is inside of.
    let depth: Int

    /// The most filters inside each other.
    private static let deepest = 20

    init(_ scanner: PathScanner, closing: Unicode.Scalar?, depth: Int = 0) {
        self.scanner = scanner
        self.closing = closing
        self.depth = depth
    }

    /// Reads a path; at its beginning a name may lack its dot.
    mutating func path(startsWithName: Bool) throws(JSONPathError) -> [PathStep] {
        var steps: [PathStep] = []
        scanner.skipBlanks()
        let start = scanner.column
        if scanner.next == "$" || scanner.next == "@" {
            scanner.skip()
        } else if startsWithName, let first = scanner.next, first != closing, !PathSyntax.endsName(first) {
            steps.append(try name())
        }
        while try step(&steps) {}
        guard scanner.column > start else {
            throw scanner.error("a path is missing", remedy: "write one such as `.spec.image`")
        }
        if case .descend? = steps.last {
            throw scanner.error("nothing follows the `..`", remedy: "write a name, as in `..image`")
        }
        return steps
    }

    /// Reads a step; false at the end of the path.
    private mutating func step(_ steps: inout [PathStep]) throws(JSONPathError) -> Bool {
        scanner.skipBlanks()
        guard let next = scanner.next, next != closing else { return false }
        if depth > 0, FilterParser.endsOperand(next) { return false }
        switch next {
        case ".":
            scanner.skip()
            if scanner.next == "." { try descend(&steps) } else { try field(&steps) }
        case "[": steps += try bracket()
        case "$", "@":
            throw scanner.error("`\(next)` is only allowed at the beginning of a path", remedy: "remove it")
        case ",":
            throw scanner.error(
                "a path cannot have a `,` outside of brackets",
                remedy: "write several paths in braces of their own, as in `{.a}{.b}`"
            )
        case "{", "}", "]", ")": throw scanner.error("`\(next)` is not expected here", remedy: "remove it")
        case "\"", "'":
            throw scanner.error("a text in quotes is not expected here", remedy: "write a name in brackets: `['name']`")
        default:
            throw scanner.error("a `.` is missing before this name", remedy: "write `.` between two names")
        }
        return true
    }

    private mutating func descend(_ steps: inout [PathStep]) throws(JSONPathError) {
        scanner.skip()
        guard scanner.next != "." else {
            throw scanner.error("more than two dots follow each other", remedy: "write `..` and a name")
        }
        if case .descend? = steps.last {
            throw scanner.error("`..` follows `..`", remedy: "write it once", at: scanner.column - 2)
        }
        steps.append(.descend)
        guard let next = scanner.next, !PathSyntax.endsName(next), next != closing else { return }
        steps.append(try name())
    }

    /// Reads the name behind a dot; a dot alone is the value itself.
    private mutating func field(_ steps: inout [PathStep]) throws(JSONPathError) {
        guard let next = scanner.next, !PathSyntax.endsName(next), next != closing,
            depth == 0 || !FilterParser.endsOperand(next)
        else { return }
        steps.append(try name())
    }

    /// Reads a name up to the character that ends it.
    private mutating func name() throws(JSONPathError) -> PathStep {
        var name = String.UnicodeScalarView()
        var isEscaped = false
        while let scalar = scanner.next {
            if scalar == "\\" {
                scanner.skip()
                guard let escaped = scanner.next else {
                    throw scanner.error("nothing follows the `\\`", remedy: "remove it", at: scanner.column - 1)
                }
                name.append(escaped)
                scanner.skip()
                isEscaped = true
                continue
            }
            if scalar == closing || PathSyntax.endsName(scalar) || (depth > 0 && FilterParser.endsOperand(scalar)) {
                break
            }
            name.append(scalar)
            scanner.skip()
        }
        return name.elementsEqual("*".unicodeScalars) && !isEscaped ? .all : .name(String(name))
    }

    /// Reads a filter of an element.
    mutating func filter() throws(JSONPathError) -> PathFilter {
        guard depth < Self.deepest else { throw scanner.error("filters are nested more than \(Self.deepest) deep") }
        var parser = FilterParser(scanner, depth: depth + 1)
        let filter = try parser.filter()
        scanner = parser.scanner
        return filter
    }
}
