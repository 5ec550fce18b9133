// SPDX-License-Identifier: Apache-2.0

extension PathParser {
    /// Reads what is in brackets, of which the first is next.
    mutating func bracket() throws(JSONPathError) -> [PathStep] {
        let start = scanner.column
        scanner.skip()
        scanner.skipBlanks()
        if scanner.next == "?" {
            let filter = try filter()
            try closeBracket(openedAt: start)
            return [.filter(filter)]
        }
        var choices: [[PathStep]] = []
        repeat { choices.append(try choice(openedAt: start)) } while takeComma()
        try closeBracket(openedAt: start)
        return choices.count == 1 ? choices[0] : [.union(choices)]
    }

    private mutating func takeComma() -> Bool {
        scanner.skipBlanks()
        return scanner.take(",")
    }

    private mutating func closeBracket(openedAt column: Int) throws(JSONPathError) {
        scanner.skipBlanks()
        if scanner.take("]") { return }
        throw isUnclosed
            ? scanner.error("the `[` is not closed", remedy: "write `]`", at: column)
            : scanner.error("`]` is expected here", remedy: "brackets hold `*`, a number, `1:3`, `'name'` or `?(…)`")
    }

    private var isUnclosed: Bool { scanner.isAtEnd || scanner.next == closing }

    /// Reads one element of brackets: `*`, a name in quotes, a number or a range.
    private mutating func choice(openedAt column: Int) throws(JSONPathError) -> [PathStep] {
        scanner.skipBlanks()
        switch scanner.next {
        case nil: throw scanner.error("the `[` is not closed", remedy: "write `]`", at: column)
        case "*":
            scanner.skip()
            return [.elements(ElementRange())]
        case "'", "\"": return try quotedNames()
        case "]":
            throw scanner.error(
                "the brackets are empty",
                remedy: "write `[*]` for all elements, or `[0]` for the first"
            )
        case ":", "-": return [.elements(try range())]
        case let next? where PathSyntax.isDigit(next): return [.elements(try range())]
        default: throw wrongChoice()
        }
    }

    private func wrongChoice() -> JSONPathError {
        var ahead = scanner
        let text = ahead.take { !",]}".unicodeScalars.contains($0) && !PathSyntax.isBlank($0) }
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic || first == "_" else {
            return scanner.error("this cannot be in brackets", remedy: "write `*`, a number, `1:3`, `'name'` or `?(…)`")
        }
        return scanner.error("a name in brackets needs quotes", remedy: "write `['\(text)']`")
    }

    /// Reads names in quotes; as in kubectl, a dot without `\` separates two names.
    private mutating func quotedNames() throws(JSONPathError) -> [PathStep] {
        let start = scanner.column
        let quote = scanner.next
        scanner.skip()
        var names: [String.UnicodeScalarView] = [String.UnicodeScalarView()]
        while let scalar = scanner.next, scalar != quote {
            scanner.skip()
            switch scalar {
            case ".": names.append(String.UnicodeScalarView())
            case "\\":
                guard let escaped = scanner.next else { continue }
                names[names.count - 1].append(escaped)
                scanner.skip()
            default: names[names.count - 1].append(scalar)
            }
        }
        guard scanner.next == quote else {
            throw scanner.error("the quote is not closed", remedy: "write another `\(quote ?? "'")`", at: start)
        }
        scanner.skip()
        // A name that begins with a dot, such as '.spec', is the path `.spec`.
        if names.count > 1, names[0].isEmpty { names.removeFirst() }
        guard !names.contains(where: \.isEmpty) else {
            throw scanner.error(
                "a name between the quotes is empty",
                remedy: "write a `\\` before a dot of a name",
                at: start
            )
        }
        return names.map { $0.elementsEqual("*".unicodeScalars) ? .all : .name(String($0)) }
    }

    /// Reads `2`, `-1`, `1:3`, `:3`, `1:` or `0:6:2`.
    private mutating func range() throws(JSONPathError) -> ElementRange {
        let start = scanner.column
        var bounds = [try number()]
        while bounds.count < 3, scanner.take(":") { bounds.append(try number()) }
        if scanner.next == ":" { throw scanner.error("a range has at most three numbers", remedy: "remove this one") }
        guard bounds.count > 1 else { return ElementRange(start: bounds[0], isSingle: true) }
        let step = bounds.count > 2 ? bounds[2] ?? 1 : 1
        guard step > 0 else {
            throw scanner.error(
                "the step of a range must be greater than 0",
                remedy: "write `[start:end:1]`",
                at: start
            )
        }
        return ElementRange(start: bounds[0], end: bounds[1], step: step)
    }

    private mutating func number() throws(JSONPathError) -> Int? {
        let start = scanner.column
        scanner.skipBlanks()
        let sign = scanner.take("-") ? "-" : ""
        let digits = scanner.take(while: PathSyntax.isDigit)
        scanner.skipBlanks()
        guard !(digits.isEmpty && sign.isEmpty) else { return nil }
        guard let number = Int(sign + digits), abs(number) <= 1_000_000_000 else {
            throw scanner.error("`\(sign)\(digits)` is not an index", remedy: "write a whole number", at: start)
        }
        return number
    }
}
