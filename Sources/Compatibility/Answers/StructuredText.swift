// SPDX-License-Identifier: Apache-2.0

import Plans
import YAML

/// Writes a value as YAML or as JSON.
enum StructuredText {
    /// Returns the text of a value, with a line feed at its end.
    static func text(of value: YAMLValue, asJSON: Bool) throws -> String {
        asJSON ? try CanonicalJSON.text(of: Encoded(value: value)) : YAMLWriter.text(value)
    }

    private struct Encoded: Encodable {
        let value: YAMLValue

        func encode(to encoder: any Encoder) throws {
            var single = encoder.singleValueContainer()
            switch value {
            case .string(let text), .number(let text): try single.encode(text)
            case .integer(let number): try single.encode(number)
            case .boolean(let flag): try single.encode(flag)
            case .null: try single.encodeNil()
            case .sequence(let elements): try single.encode(elements.map(Encoded.init))
            case .mapping(let fields): try single.encode(fields.mapValues(Encoded.init))
            }
        }
    }
}
