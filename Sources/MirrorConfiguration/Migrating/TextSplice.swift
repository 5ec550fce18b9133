// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

/// Makes changes in a text that leave the rest as it was written, comments and layout.
///
/// What it cannot splice it does not: the caller compares what the text means afterwards.
struct TextSplice {
    /// A range of bytes and its replacement.
    private struct Edit {
        let range: Range<Int>
        let text: String
    }

    private let source: SourceText
    private let changes: NodeChanges
    private var edits: [Edit] = []
    /// Whether all changes can be made in place.
    private var isWhole = true

    private init(_ source: SourceText, _ changes: NodeChanges) {
        self.source = source
        self.changes = changes
    }

    /// Returns the text with all changes made; `nil` if that is not possible in place.
    static func bytes(of source: SourceText, _ root: YAMLNode, _ changes: NodeChanges) -> [UInt8]? {
        var splice = TextSplice(source, changes)
        splice.change(root)
        splice.append()
        return splice.result
    }

    private var result: [UInt8]? {
        guard isWhole else { return nil }
        var bytes = source.bytes
        var next = Int.max
        for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            guard edit.range.upperBound <= next else { return nil }
            bytes.replaceSubrange(edit.range, with: edit.text.utf8)
            next = edit.range.lowerBound
        }
        return bytes
    }

    private mutating func change(_ node: YAMLNode) {
        if let value = changes.values[node.position] { return replace(node, with: value) }
        for element in node.elements { change(element) }
        var covered = 0
        for (index, field) in node.fields.enumerated() {
            guard !changes.removed.contains(field.keyPosition) else {
                if index >= covered { covered = remove(index, of: node) }
                continue
            }
            if let name = changes.names[field.keyPosition] { rename(field, to: name) }
            if let additions = changes.added[field.keyPosition] { add(additions, behind: field, in: node) }
            change(field.value)
        }
    }
}

extension TextSplice {
    private func offset(_ position: YAMLPosition) -> Int { source.byteOffset(of: source.location(position)) }

    /// The range of a text that is written plainly or between quotes, on one line; `nil` otherwise.
    private func range(of text: String, at position: YAMLPosition) -> (range: Range<Int>, quote: String)? {
        let start = content(at: position)
        let first = start < source.bytes.count ? source.bytes[start] : 0
        let quote = first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") ? String(UnicodeScalar(first)) : ""
        let written = "\(quote)\(text)\(quote)"
        guard source.bytes[start...].starts(with: written.utf8) else { return nil }
        return (start..<(start + written.utf8.count), quote)
    }

    private mutating func rename(_ field: YAMLField, to name: String) {
        guard let (range, quote) = range(of: field.key, at: field.keyPosition) else { return isWhole = false }
        edits.append(Edit(range: range, text: "\(quote)\(name)\(quote)"))
    }

    private mutating func replace(_ node: YAMLNode, with value: YAMLValue) {
        guard case .scalar(let scalar) = node.content, let (range, quote) = range(of: scalar.text, at: node.position)
        else { return isWhole = false }
        edits.append(Edit(range: range, text: (range.isEmpty ? " " : "") + Self.written(value, quote)))
    }

    /// A value on one line, between the given quotes if it is a string that needs no others.
    private static func written(_ value: YAMLValue, _ quote: String) -> String {
        let plain = String(YAMLWriter.text(value).dropLast())
        guard case .string(let text) = value, !quote.isEmpty, !text.contains("'"), !text.contains("\""),
            !text.contains("\\")
        else { return plain }
        return "\(quote)\(text)\(quote)"
    }

    private mutating func add(_ additions: [NodeChanges.Addition], behind field: YAMLField, in node: YAMLNode) {
        guard case .scalar(let scalar) = field.value.content,
            let (range, _) = range(of: scalar.text, at: field.value.position)
        else { return isWhole = false }
        let key = offset(field.keyPosition)
        let isQuoted = source.bytes[key] == UInt8(ascii: "\"")
        let fields = additions.map { addition in
            isQuoted
                ? "\"\(addition.name)\": \(Self.written(addition.value, "\""))"
                : "\(addition.name): \(Self.written(addition.value, ""))"
        }
        guard !isInline(node) else {
            return edits.append(
                Edit(range: range.upperBound..<range.upperBound, text: fields.map { ", \($0)" }.joined())
            )
        }
        let end = source.bytes[range.upperBound...].firstIndex { $0 == 0x0a || $0 == 0x0d } ?? source.bytes.count
        let margin = lineBreak(at: end) + String(repeating: " ", count: field.keyPosition.column - 1)
        edits.append(Edit(range: end..<end, text: fields.map { margin + $0 }.joined()))
    }

    /// Adds fields at the end of the text.
    private mutating func append() {
        guard !changes.appended.isEmpty else { return }
        let end = source.bytes.count
        let text = changes.appended.map { "\($0.name): \(Self.written($0.value, ""))\n" }.joined()
        let isOpen = source.bytes.last != 0x0a
        edits.append(Edit(range: end..<end, text: (isOpen ? "\n" : "") + text))
    }

    /// The offset of a value, behind an anchor or a tag before it.
    private func content(at position: YAMLPosition) -> Int {
        var rest = source.bytes[offset(position)...]
        while let byte = rest.first, "&!".utf8.contains(byte) {
            rest = rest.drop { !" \t\r\n".utf8.contains($0) }.drop { " \t\r\n".utf8.contains($0) }
        }
        return rest.startIndex
    }

    /// Whether a mapping is written in braces.
    private func isInline(_ node: YAMLNode) -> Bool {
        source.bytes[content(at: node.position)...].first == UInt8(ascii: "{")
    }

    private func lineBreak(at end: Int) -> String {
        let before = source.bytes[..<end].lastIndex(of: 0x0a)
        let isLast = !source.bytes[end...].contains(0x0a)
        let place = isLast ? before.map { $0 - 1 } ?? end : end
        return place >= 0 && source.bytes[place...].starts(with: [0x0d, 0x0a]) ? "\r\n" : "\n"
    }
}

extension TextSplice {
    /// Leaves out a field and those behind it that are left out as well; returns the index of the next field that stays.
    private mutating func remove(_ index: Int, of node: YAMLNode) -> Int {
        let fields = node.fields
        let field = fields[index]
        let start = offset(field.keyPosition)
        let line = SourceLocation(file: source.path, line: field.keyPosition.line, column: 1)
        let lineStart = source.byteOffset(of: line)
        if !isInline(node), source.bytes[lineStart..<start].allSatisfy({ $0 == 0x20 }) {
            let end = FieldExtent(of: field, in: source).end
            edits.append(Edit(range: lineStart..<end, text: ""))
            return index + 1
        }
        // The field begins behind a dash or a brace, which the next field takes over.
        guard let next = fields[index...].firstIndex(where: { !changes.removed.contains($0.keyPosition) }) else {
            isWhole = false
            return fields.endIndex
        }
        let end = offset(fields[next].keyPosition)
        guard start < end else {
            isWhole = false
            return next
        }
        // Comments between the two move above the element.
        let below = field.keyPosition.line + 1
        let comments =
            isInline(node)
            ? []
            : (below..<max(below, fields[next].keyPosition.line)).map { source.line($0) }
                .filter { $0.drop { $0 == " " }.first == "#" }
        if !comments.isEmpty {
            let text = comments.map { $0 + lineBreak(at: end) }.joined()
            edits.append(Edit(range: lineStart..<lineStart, text: text))
        }
        edits.append(Edit(range: start..<end, text: ""))
        return next
    }
}
