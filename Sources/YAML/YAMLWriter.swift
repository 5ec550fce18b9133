// SPDX-License-Identifier: Apache-2.0

/// Writes values as Kubernetes' tools do; equal values give equal bytes.
///
/// The style is block style, keys in the order of their bytes, two spaces per level, lists at the indentation of
/// their key, and no folded lines.
package struct YAMLWriter {
    private var text = ""

    /// The text of one document.
    package static func text(_ value: YAMLValue) -> String {
        var writer = YAMLWriter()
        writer.document(value)
        return writer.text
    }

    /// The text of several documents, with `---` between them.
    package static func text(documents: [YAMLValue]) -> String { documents.map(text).joined(separator: "---\n") }

    private mutating func document(_ value: YAMLValue) {
        switch value {
        case .mapping(let fields) where !fields.isEmpty: mapping(fields, indent: 0)
        case .sequence(let elements) where !elements.isEmpty: sequence(elements, indent: 0)
        default:
            inline(value, blockIndent: 2)
            text += "\n"
        }
    }

    /// Writes fields; the first one continues the current line.
    private mutating func mapping(_ fields: [String: YAMLValue], indent: Int) {
        let sorted = fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        for (index, field) in sorted.enumerated() {
            if index > 0 { pad(indent) }
            key(field.key, indent: indent)
            switch field.value {
            case .mapping(let inner) where !inner.isEmpty:
                text += "\n"
                pad(indent + 2)
                mapping(inner, indent: indent + 2)
            case .sequence(let elements) where !elements.isEmpty:
                text += "\n"
                pad(indent)
                sequence(elements, indent: indent)
            default:
                text += " "
                inline(field.value, blockIndent: indent + 2)
                text += "\n"
            }
        }
    }

    private mutating func key(_ key: String, indent: Int) {
        let written = YAMLScalarStyle.oneLine(key)
        // A reader looks for the colon within 1024 characters. A longer key must be announced with a question mark.
        guard written.utf8.count > 500 else {
            text += "\(written):"
            return
        }
        text += "? \(written)\n"
        pad(indent)
        text += ":"
    }

    /// Writes elements; the first one continues the current line.
    private mutating func sequence(_ elements: [YAMLValue], indent: Int) {
        for (index, element) in elements.enumerated() {
            if index > 0 { pad(indent) }
            text += "- "
            switch element {
            case .mapping(let fields) where !fields.isEmpty: mapping(fields, indent: indent + 2)
            case .sequence(let inner) where !inner.isEmpty: sequence(inner, indent: indent + 2)
            default:
                inline(element, blockIndent: indent + 2)
                text += "\n"
            }
        }
    }

    private mutating func inline(_ value: YAMLValue, blockIndent: Int) {
        switch value {
        case .null: text += "null"
        case .boolean(let value): text += String(value)
        case .integer(let value): text += String(value)
        case .number(let digits): text += digits
        case .sequence: text += "[]"
        case .mapping: text += "{}"
        case .string(let value):
            guard let header = YAMLScalarStyle.blockHeader(value) else {
                text += YAMLScalarStyle.oneLine(value)
                return
            }
            text += header
            let lines = value.split(separator: "\n", omittingEmptySubsequences: false)
            // The line break after the last line is the one that ends every value.
            for line in lines.last?.isEmpty == true ? lines.dropLast() : lines {
                text += "\n"
                if !line.isEmpty { pad(blockIndent) }
                text += line
            }
        }
    }

    private mutating func pad(_ count: Int) { text += String(repeating: " ", count: count) }
}
