// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// The version of JSON Schema that a schema is written in; without one the rules of all versions hold.
enum SchemaDraft: Int, Sendable {
    case four = 4
    case six, seven, any

    /// Reads `$schema`.
    init(_ root: ChartValue) throws(SchemaProblem) {
        switch root.entries?["$schema"] {
        case nil: self = .any
        case .string(let text):
            let address = text.string.hasSuffix("#") ? String(text.string.dropLast()) : text.string
            switch address {
            case "http://json-schema.org/draft-04/schema": self = .four
            case "http://json-schema.org/draft-06/schema": self = .six
            case "http://json-schema.org/draft-07/schema": self = .seven
            default: self = .any
            }
        default: throw SchemaProblem(message: "$schema must be of type string")
        }
    }

    func isAtLeast(_ other: SchemaDraft) -> Bool { rawValue >= other.rawValue }

    /// Returns the rules without those that the version does not know.
    func known(_ rules: [Text: ChartValue]) -> [Text: ChartValue] {
        switch self {
        case .seven, .any: rules
        case .six: rules.filter { !["if", "then", "else"].contains($0.key) }
        case .four:
            rules.filter { !["if", "then", "else", "const", "contains", "propertyNames"].contains($0.key) }
        }
    }
}
