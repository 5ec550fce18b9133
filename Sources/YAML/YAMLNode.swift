// SPDX-License-Identifier: Apache-2.0

/// A value in a YAML text, with its place.
package struct YAMLNode: Sendable {
    package enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        case mapping([YAMLField])
    }

    package let content: Content
    package let position: YAMLPosition

    package init(_ content: Content, at position: YAMLPosition) {
        self.content = content
        self.position = position
    }

    /// Whether the value is missing or `null`.
    package var isNull: Bool {
        guard case .scalar(let scalar) = content else { return false }
        return scalar.meaning == .null
    }

    /// The first value inside this node that ``YAMLValue`` cannot represent.
    package var firstUnknown: YAMLNode? {
        switch content {
        case .scalar: YAMLValue(self) == nil ? self : nil
        case .sequence(let nodes): nodes.lazy.compactMap(\.firstUnknown).first
        case .mapping(let fields): fields.lazy.compactMap(\.value.firstUnknown).first
        }
    }

    /// Whether this is text with a masked part, which was reported to the user.
    package var isMasked: Bool {
        guard case .scalar(let scalar) = content else { return false }
        return scalar.isMasked
    }

    /// The kind of this value, for a message.
    package var kind: String {
        switch content {
        case .sequence: return "a list"
        case .mapping: return "a mapping"
        case .scalar(let scalar):
            return switch scalar.meaning {
            case .string: "the string `\(scalar.text.shortened)`"
            case .number where scalar.losesZeros: "the number \(scalar.text), which YAML reads as \(scalar.numberRead)"
            case .integer, .number: "the number \(scalar.text)"
            case .boolean(let value) where scalar.text == String(value): "the boolean \(value)"
            case .boolean(let value): "`\(scalar.text)`, which YAML reads as the boolean \(value)"
            case .null: "nothing"
            case nil: "`\(scalar.text)` with the tag `\(scalar.tag ?? "")`"
            }
        }
    }
}

extension String {
    /// The first part of a text, as much as fits on a line.
    fileprivate var shortened: String {
        let first = prefix(120)
        return first.endIndex == endIndex ? self : "\(first)…"
    }
}

extension YAMLScalar {
    /// Whether this is a decimal such as `4.10`, which loses its last zero as a number.
    fileprivate var losesZeros: Bool {
        text.hasSuffix("0") && text.contains(".") && text.utf8.allSatisfy { $0 == 0x2e || (0x30...0x39).contains($0) }
    }

    /// The decimal without the zeros at its end.
    fileprivate var numberRead: String {
        var digits = text[...]
        while digits.last == "0" { digits.removeLast() }
        return String(digits.last == "." ? digits.dropLast() : digits)
    }
}

/// A key of a mapping and its value.
package struct YAMLField: Sendable {
    package let key: String
    package let keyPosition: YAMLPosition
    package let value: YAMLNode

    package init(key: String, keyPosition: YAMLPosition, value: YAMLNode) {
        self.key = key
        self.keyPosition = keyPosition
        self.value = value
    }
}

/// The limits for a text, beyond which it is refused.
package struct YAMLLimits: Sendable {
    /// The maximum number of bytes of the text.
    package var bytes = 16 * 1024 * 1024
    /// The maximum nesting depth of values.
    package var depth = 100
    /// The maximum number of lines that declare a tag.
    package var directives = 100
    /// The maximum number of values; a value counts each time an alias repeats it.
    package var values = 500_000

    package init() {}
}
