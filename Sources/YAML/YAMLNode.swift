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

    /// What this is, to name it in a message.
    package var kind: String {
        switch content {
        case .sequence: return "a list"
        case .mapping: return "a mapping"
        case .scalar(let scalar):
            return switch scalar.meaning {
            case .string: "the string `\(scalar.text)`"
            case .integer, .number: "the number \(scalar.text)"
            case .boolean(let value) where scalar.text == String(value): "the boolean \(value)"
            case .boolean(let value): "`\(scalar.text)`, which YAML reads as the boolean \(value)"
            case .null: "nothing"
            case nil: "`\(scalar.text)` with the tag `\(scalar.tag ?? "")`"
            }
        }
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
