// SPDX-License-Identifier: Apache-2.0

/// A value to write as YAML.
package enum YAMLValue: Sendable, Equatable {
    case string(String)
    case integer(Int64)
    /// A number that is not a 64-bit integer, such as `0.5`, as it is written.
    case number(String)
    case boolean(Bool)
    case null
    case sequence([YAMLValue])
    /// Fields, which are written in the order of their keys.
    case mapping([String: YAMLValue])
}

extension YAMLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(arrayLiteral elements: YAMLValue...) { self = .sequence(elements) }

    /// Takes fields; if two have the same key, the later one counts.
    package init(dictionaryLiteral elements: (String, YAMLValue)...) {
        self = .mapping(Dictionary(elements) { _, later in later })
    }
}

extension YAMLValue {
    /// Converts a node; `nil` if it contains a value whose tag is unknown or does not fit.
    package init?(_ node: YAMLNode) {
        switch node.content {
        case .scalar(let scalar):
            switch scalar.meaning {
            case .string: self = .string(scalar.text)
            case .integer(let value): self = .integer(value)
            case .boolean(let value): self = .boolean(value)
            case .null: self = .null
            // With a tag even `!!float 3` is a number; without it, it would be read as an integer.
            case .number:
                guard YAMLScalar.meaning(ofPlain: scalar.text) == .number else { return nil }
                self = .number(scalar.text)
            case nil: return nil
            }
        case .sequence(let nodes):
            var values: [YAMLValue] = []
            for node in nodes {
                guard let value = YAMLValue(node) else { return nil }
                values.append(value)
            }
            self = .sequence(values)
        case .mapping(let fields):
            var values: [String: YAMLValue] = [:]
            for field in fields {
                guard let value = YAMLValue(field.value) else { return nil }
                values[field.key] = value
            }
            self = .mapping(values)
        }
    }
}
