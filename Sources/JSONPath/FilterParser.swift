// SPDX-License-Identifier: Apache-2.0

/// Reads a filter, such as `?(@.name=="x")`.
struct FilterParser {
    var scanner: PathScanner
    private let depth: Int

    init(_ scanner: PathScanner, depth: Int) {
        self.scanner = scanner
        self.depth = depth
    }

    /// Whether a side of a comparison ends before this character.
    static func endsOperand(_ scalar: Unicode.Scalar) -> Bool { ")=!<>&|~".unicodeScalars.contains(scalar) }

    /// Reads the filter, of which the `?` is next.
    mutating func filter() throws(JSONPathError) -> PathFilter {
        let start = scanner.column
        scanner.skip()
        scanner.skipBlanks()
        guard scanner.take("(") else {
            throw scanner.error("a `(` is missing behind the `?`", remedy: "write `[?(@.name==\"x\")]`")
        }
        let left = try operand(isLeft: true)
        scanner.skipBlanks()
        if scanner.next == ")" {
            guard case .path = left else {
                throw scanner.error("a comparison is missing", remedy: "write `[?(@.name==\"x\")]`")
            }
            scanner.skip()
            return PathFilter(left: left, comparison: nil)
        }
        let operation = try operation(openedAt: start)
        let right = try operand(isLeft: false)
        scanner.skipBlanks()
        guard scanner.take(")") else { throw trailing(openedAt: start) }
        return PathFilter(left: left, comparison: (operation, right))
    }

    private mutating func operation(openedAt column: Int) throws(JSONPathError) -> FilterOperation {
        guard !scanner.isAtEnd else { throw unclosed(column) }
        let start = scanner.column
        let sign = scanner.take { "=!<>~&|".unicodeScalars.contains($0) }
        if let operation = FilterOperation(rawValue: sign) { return operation }
        switch sign {
        case "=": throw scanner.error("`=` does not compare", remedy: "write `==`", at: start)
        case "=~":
            throw scanner.error("kubectl's paths have no regular expressions", remedy: "compare with `==`", at: start)
        case "&&", "||": throw combined(sign, at: start)
        case "":
            throw scanner.error("a comparison is expected here", remedy: "write one of == != < <= > >=", at: start)
        default: throw scanner.error("`\(sign)` does not compare", remedy: "write one of == != < <= > >=", at: start)
        }
    }

    private func combined(_ sign: String, at column: Int) -> JSONPathError {
        scanner.error(
            "kubectl's paths cannot combine conditions with `\(sign)`",
            remedy: sign == "&&" ? "write one filter behind the other: `[?(…)][?(…)]`" : "write two paths",
            at: column
        )
    }

    private func unclosed(_ column: Int) -> JSONPathError {
        scanner.error("the filter is not closed", remedy: "write `)]` at its end", at: column)
    }

    private func trailing(openedAt column: Int) -> JSONPathError {
        guard !scanner.isAtEnd else { return unclosed(column) }
        for sign in ["&&", "||"] where scanner.continues(with: sign) { return combined(sign, at: scanner.column) }
        return scanner.error("`)` is expected here", remedy: "a filter compares two values")
    }

    private mutating func operand(isLeft: Bool) throws(JSONPathError) -> FilterOperand {
        scanner.skipBlanks()
        let start = scanner.column
        switch scanner.next {
        case nil: throw unclosed(start)
        case "\"", "'": return .literal(.string(try scanner.quoted()))
        case "@", "$", ".", "[":
            var parser = PathParser(scanner, closing: ")", depth: depth)
            let path = try parser.path(startsWithName: false)
            scanner = parser.scanner
            return .path(path)
        default: break
        }
        let word = scanner.take { !Self.endsOperand($0) && !PathSyntax.isBlank($0) && $0 != "]" }
        switch word {
        case "true": return .literal(.boolean(true))
        case "false": return .literal(.boolean(false))
        case "": throw scanner.error("a value is missing", remedy: "write a path such as `@.name`, or a text in quotes")
        default: break
        }
        if let number = Self.number(word) { return .literal(.number(number)) }
        throw scanner.error(
            isLeft ? "`\(word)` is not a path" : "`\(word)` is neither a number nor a text in quotes",
            remedy: isLeft ? "write `@.\(word)`" : "write `\"\(word)\"`",
            at: start
        )
    }

    /// Reads digits with a sign and a fraction.
    private static func number(_ word: String) -> Double? {
        guard word.unicodeScalars.allSatisfy({ PathSyntax.isDigit($0) || "+-.eE".unicodeScalars.contains($0) }) else {
            return nil
        }
        return Double(word)
    }
}
