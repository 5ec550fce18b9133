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

    /// Whether nothing was written here, or `null`.
    package var isNull: Bool {
        guard case .scalar(let scalar) = content else { return false }
        return scalar.meaning == .null
    }

    /// The first value in here that ``YAMLValue`` has nothing for.
    package var firstUnknown: YAMLNode? {
        switch content {
        case .scalar: YAMLValue(self) == nil ? self : nil
        case .sequence(let nodes): nodes.lazy.compactMap(\.firstUnknown).first
        case .mapping(let fields): fields.lazy.compactMap(\.value.firstUnknown).first
        }
    }

    /// Whether this is text of which a part is masked, about which the user was told.
    package var isMasked: Bool {
        guard case .scalar(let scalar) = content else { return false }
        return scalar.isMasked
    }

    /// What this is, to name it in a message.
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
    /// The first line's worth of a text.
    fileprivate var shortened: String {
        let first = prefix(120)
        return first.endIndex == endIndex ? self : "\(first)…"
    }
}

extension YAMLScalar {
    /// Whether this is a decimal such as `4.10`, of which numbers keep only `4.1`.
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

/// How large a text may be before it is refused.
package struct YAMLLimits: Sendable {
    /// The bytes of the text.
    package var bytes = 16 * 1024 * 1024
    /// How deep values lie in each other.
    package var depth = 100
    /// The lines that declare a tag.
    package var directives = 100
    /// The values, counted as often as aliases repeat them.
    package var values = 500_000

    package init() {}
}
