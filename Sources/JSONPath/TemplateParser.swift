// SPDX-License-Identifier: Apache-2.0

/// Reads a text with paths in braces.
struct TemplateParser {
    private var scanner: PathScanner
    /// The columns at which the open loops begin.
    private var loops: [Int] = []

    /// The most loops inside each other.
    private static let deepest = 20

    init(_ text: String) { scanner = PathScanner(text) }

    /// Reads the whole text.
    mutating func template() throws(JSONPathError) -> [TemplatePart] {
        guard scanner.scalars.contains(where: { !PathSyntax.isBlank($0) }) else {
            throw scanner.error("the path is empty", remedy: "write one such as `{.spec.image}`", at: 1)
        }
        guard scanner.scalars.contains("{") else {
            var parser = PathParser(scanner, closing: nil)
            return [.path(try parser.path(startsWithName: true))]
        }
        return try parts()
    }

    private mutating func parts() throws(JSONPathError) -> [TemplatePart] {
        var parts: [TemplatePart] = []
        while true {
            _ = scanner.take { $0 != "{" && $0 != "}" }
            guard let brace = scanner.next else { break }
            let column = scanner.column
            guard brace == "{" else { throw scanner.error("the `}` closes nothing", remedy: "remove it") }
            scanner.skip()
            scanner.skipBlanks()
            if takeWord("end") {
                guard loops.popLast() != nil else {
                    throw scanner.error("`{end}` ends no `{range …}`", remedy: "remove it", at: column)
                }
                try close(openedAt: column)
                return parts
            }
            if takeWord("range") {
                parts.append(try loop(at: column))
            } else if let path = try action(openedAt: column) {
                parts.append(.path(path))
            }
        }
        if let loop = loops.last {
            throw scanner.error("`{range …}` has no `{end}`", remedy: "write `{end}` behind what is repeated", at: loop)
        }
        return parts
    }

    private mutating func loop(at column: Int) throws(JSONPathError) -> TemplatePart {
        guard loops.count < Self.deepest else {
            throw scanner.error("loops are nested more than \(Self.deepest) deep", at: column)
        }
        guard let path = try action(openedAt: column) else {
            throw scanner.error("`range` needs a path", remedy: "write one as in `{range .items[*]}`", at: column)
        }
        loops.append(column)
        return .loop(path, try parts())
    }

    /// Reads a path or a literal up to the brace; a literal chooses nothing.
    private mutating func action(openedAt column: Int) throws(JSONPathError) -> [PathStep]? {
        if let next = scanner.next, next == "\"" || next == "'" {
            _ = try scanner.quoted()
            try close(openedAt: column)
            return nil
        }
        var parser = PathParser(scanner, closing: "}")
        let path = try parser.path(startsWithName: true)
        scanner = parser.scanner
        try close(openedAt: column)
        return path
    }

    private mutating func close(openedAt column: Int) throws(JSONPathError) {
        scanner.skipBlanks()
        guard !scanner.isAtEnd else {
            throw scanner.error("the `{` is not closed", remedy: "write `}` at the end of the path", at: column)
        }
        guard scanner.take("}") else {
            throw scanner.error("`}` is expected here", remedy: "write each path in braces of its own")
        }
    }

    /// Goes over a word that is not a part of a longer one.
    private mutating func takeWord(_ word: String) -> Bool {
        var ahead = scanner
        guard ahead.take(word), ahead.next.map({ PathSyntax.isBlank($0) || $0 == "}" }) == true else { return false }
        ahead.skipBlanks()
        scanner = ahead
        return true
    }
}
