// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Texts changed and cut where an expression matches.
enum ExpressionText {
    /// Returns the text with a backslash before each character that means something in an expression.
    static func quoted(_ text: Text) -> Text {
        let special = Array(#"\.+*?()|[]{}^$"#.utf8)
        return Text(text.bytes.flatMap { special.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] })
    }

    /// Returns the text with other bytes for each match.
    static func replacing(_ expression: CompiledExpression, in bytes: [UInt8], with new: [UInt8]) -> Text {
        replacing(expression, in: bytes, groups: false) { _ in new }
    }

    /// Returns the text with a template for each match, in which `$1`, `${1}` and `${name}` are groups and `$$` is `$`.
    static func replacing(_ expression: CompiledExpression, in bytes: [UInt8], template: [UInt8]) -> Text {
        let pieces = ReplacementTemplate(template, names: expression.groupNames).pieces
        let needsGroups = pieces.contains { if case .group(let group) = $0 { group > 0 } else { false } }
        return replacing(expression, in: bytes, groups: needsGroups) { groups in
            pieces.flatMap { piece -> [UInt8] in
                switch piece {
                case .text(let text): text
                case .group(let group): Array(bytes[(group < groups.count ? groups[group] : nil) ?? 0..<0])
                }
            }
        }
    }

    private static func replacing(
        _ expression: CompiledExpression,
        in bytes: [UInt8],
        groups: Bool,
        with new: ([Range<Int>?]) -> [UInt8]
    ) -> Text {
        var result: [UInt8] = []
        var end = 0
        var position = 0
        while position <= bytes.count, let found = expression.match(in: bytes, from: position, groups: groups),
            let range = found.first ?? nil
        {
            result += bytes[end..<range.lowerBound]
            // An empty match directly after another one does not count.
            if range.upperBound > end || range.lowerBound == 0 { result += new(found) }
            end = range.upperBound
            let width = Runes.decode(bytes[position...]).1
            position = max(position + max(width, 1), end)
        }
        return Text(result + bytes[end...])
    }

    /// Returns what stands between matches, in at most as many parts as asked for; `nil` for no parts.
    static func split(_ text: Text, by expression: CompiledExpression, into count: Int) -> [Text]? {
        if count == 0 { return nil }
        if !expression.isEmpty, text.isEmpty { return [Text()] }
        let bytes = text.bytes
        var parts: [Text] = []
        var (start, end) = (0, 0)
        for match in expression.matches(in: bytes, count: count) {
            if count > 0, parts.count == count - 1 { break }
            end = match.lowerBound
            if match.upperBound != 0 { parts.append(Text(bytes[start..<end])) }
            start = match.upperBound
        }
        if end != bytes.count { parts.append(Text(bytes[start...])) }
        return parts
    }
}

/// What stands for a match, cut into texts and groups.
struct ReplacementTemplate {
    enum Piece {
        case text([UInt8])
        case group(Int)
    }

    let pieces: [Piece]

    init(_ template: [UInt8], names: [String?]) {
        var pieces: [Piece] = []
        var rest = template[...]
        let dollar = UInt8(ascii: "$")
        while let index = rest.firstIndex(of: dollar) {
            pieces.append(.text(Array(rest[..<index])))
            rest = rest[(index + 1)...]
            if rest.first == dollar {
                pieces.append(.text([dollar]))
                rest = rest.dropFirst()
            } else if let (name, after) = Self.name(rest) {
                if let number = Self.number(name) {
                    pieces.append(.group(number))
                } else if let group = names.firstIndex(of: String(decoding: name, as: UTF8.self)) {
                    pieces.append(.group(group))
                }
                rest = after
            } else {
                pieces.append(.text([dollar]))
            }
        }
        self.pieces = pieces + [.text(Array(rest))]
    }

    /// Returns the name that bytes begin with, with or without braces, and what follows it.
    private static func name(_ bytes: ArraySlice<UInt8>) -> (name: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
        let isBraced = bytes.first == UInt8(ascii: "{")
        let start = isBraced ? bytes.dropFirst() : bytes
        var end = start.startIndex
        while end < start.endIndex {
            let (scalar, count) = Runes.decode(start[end...])
            guard let scalar, scalar.isLetter || scalar.isDigit || scalar == "_" else { break }
            end += count
        }
        let name = start[..<end]
        guard !name.isEmpty else { return nil }
        if isBraced {
            guard end < start.endIndex, start[end] == UInt8(ascii: "}") else { return nil }
            return (name, start[(end + 1)...])
        }
        return (name, start[end...])
    }

    /// Returns the number of a group, which has no zeros before it and less than ten digits.
    private static func number(_ name: ArraySlice<UInt8>) -> Int? {
        guard name.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), name.count <= 9 else {
            return nil
        }
        if name.count > 1, name.first == UInt8(ascii: "0") { return nil }
        return Int(String(decoding: name, as: UTF8.self))
    }
}
