// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Writes values byte for byte as Go's YAML library does, which Helm and Kubernetes use.
struct GoYAMLWriter {
    /// The column at which long texts go on in the next line.
    static let width = 80
    private static let indentation = 2

    var output: [UInt8] = []
    /// The number of characters in the current line.
    var column = 0
    /// The indentation of the current collection; negative before the first one.
    private var indent = -1
    /// Whether a blank was written last, or nothing at all.
    var followsBlank = true
    /// Whether there are only blanks and indicators of structure in the current line.
    var isAtStructure = true

    /// The text of a document, with the line feed at its end.
    static func bytes(_ datum: YAMLDatum) -> [UInt8] {
        var writer = GoYAMLWriter()
        writer.node(datum)
        writer.startLine()
        return writer.output
    }

    private mutating func node(_ datum: YAMLDatum, isInMapping: Bool = false) {
        switch datum {
        case .map(let entries) where !entries.isEmpty: mapping(entries)
        case .list(let elements) where !elements.isEmpty: sequence(elements, isInMapping: isInMapping)
        case .map: empty("{", "}")
        case .list: empty("[", "]")
        case .string(let text): scalar(text)
        case .null: word("null")
        case .bool(let value): word(value ? "true" : "false")
        case .integer(let value): word(String(value))
        case .unsigned(let value): word(String(value))
        case .float(let value): word(Self.number(value))
        }
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return ".nan" }
        guard value.isFinite else { return value < 0 ? "-.inf" : ".inf" }
        return Value.float(value).printed.string
    }

    private mutating func mapping(_ entries: [Text: YAMLDatum]) {
        let outer = indent
        indent = outer < 0 ? 0 : outer + Self.indentation
        for key in entries.keys.sorted(by: YAMLKeyOrder.precedes) {
            startLine()
            let analysis = YAMLScalarAnalysis(key.bytes)
            if !analysis.isMultiline, key.count <= 128 {
                scalar(key, isSimpleKey: true)
                indicator(":", needsBlank: false)
            } else {
                indicator("?", isStructure: true)
                scalar(key)
                startLine()
                indicator(":", isStructure: true)
            }
            node(entries[key] ?? .null, isInMapping: true)
        }
        indent = outer
    }

    private mutating func sequence(_ elements: [YAMLDatum], isInMapping: Bool) {
        let outer = indent
        if outer < 0 {
            indent = 0
        } else if !isInMapping || isAtStructure {
            indent = outer + Self.indentation
        }
        for element in elements {
            startLine()
            indicator("-", isStructure: true)
            node(element)
        }
        indent = outer
    }

    private mutating func empty(_ opening: Unicode.Scalar, _ closing: Unicode.Scalar) {
        indicator(opening)
        followsBlank = true
        indicator(closing, needsBlank: false)
    }

    /// Writes a scalar that is neither a text nor in need of quotes.
    private mutating func word(_ word: String) {
        if !followsBlank { put(UInt8(ascii: " ")) }
        output += word.utf8
        column += word.utf8.count
        (followsBlank, isAtStructure) = (false, false)
    }

    private mutating func scalar(_ text: Text, isSimpleKey: Bool = false) {
        let outer = indent
        indent = outer < 0 ? Self.indentation : outer + Self.indentation
        let analysis = YAMLScalarAnalysis(text.bytes)
        switch YAMLScalarStyle(text, analysis, isSimpleKey: isSimpleKey) {
        case .plain: plain(text.bytes, folds: !isSimpleKey)
        case .singleQuoted: singleQuoted(text.bytes, folds: !isSimpleKey)
        case .doubleQuoted: doubleQuoted(text.bytes, folds: !isSimpleKey)
        case .literal: literal(text.bytes)
        }
        indent = outer
    }

    // MARK: Characters

    mutating func put(_ byte: UInt8) {
        output.append(byte)
        column += 1
    }

    mutating func breakLine() {
        output.append(UInt8(ascii: "\n"))
        column = 0
    }

    /// Writes the character at a place and returns the place of the next one.
    mutating func copy(_ bytes: [UInt8], _ index: Int) -> Int {
        let end = index + bytes.width(at: index)
        output += bytes[index..<end]
        column += 1
        return end
    }

    /// Writes the line break at a place and returns the place of the next character.
    mutating func copyBreak(_ bytes: [UInt8], _ index: Int) -> Int {
        let end = index + bytes.width(at: index)
        output += bytes[index..<end]
        column = 0
        return end
    }

    /// Goes to the indentation, in a new line unless this one is still free up to there.
    mutating func startLine() {
        let target = max(indent, 0)
        if !isAtStructure || column > target || column == target && !followsBlank { breakLine() }
        while column < target { put(UInt8(ascii: " ")) }
        (followsBlank, isAtStructure) = (true, true)
    }

    mutating func indicator(_ character: Unicode.Scalar, needsBlank: Bool = true, isStructure: Bool = false) {
        if needsBlank, !followsBlank { put(UInt8(ascii: " ")) }
        put(UInt8(ascii: character))
        followsBlank = false
        isAtStructure = isAtStructure && isStructure
    }
}
