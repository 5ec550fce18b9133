// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// A value as Go's YAML library has it between text and JSON: whole numbers are apart from fractions, keys are texts.
indirect enum YAMLDatum: Equatable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// A whole number that only 64 bits without a sign hold.
    case unsigned(UInt64)
    case float(Double)
    case string(Text)
    case list([YAMLDatum])
    case map([Text: YAMLDatum])
}

extension YAMLDatum {
    /// The value after its way through JSON, where every number is a 64-bit float.
    var chartValue: ChartValue {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .integer(let value): .number(Double(value))
        case .unsigned(let value): .number(Double(value))
        case .float(let value): .number(value)
        case .string(let value): .string(value)
        case .list(let elements): .list(elements.map(\.chartValue))
        case .map(let entries): .map(entries.mapValues(\.chartValue))
        }
    }

    /// What Go's decoder of JSON calls the kind of the value.
    var jsonKind: String {
        switch self {
        case .null: "null"
        case .bool: "bool"
        case .integer, .unsigned, .float: "number"
        case .string: "string"
        case .list: "array"
        case .map: "object"
        }
    }

    /// The value as Go prints it with `%#v`.
    var goSyntax: String {
        switch self {
        case .null: "interface {}(nil)"
        case .bool(let value): String(value)
        case .integer(let value): String(value)
        case .unsigned(let value): "0x" + String(value, radix: 16)
        case .float(let value): Value.float(value).printed.string
        case .string(let value): value.quoted.string
        case .list(let elements): "[]interface {}{\(elements.map(\.goSyntax).joined(separator: ", "))}"
        case .map(let entries):
            "map[interface {}]interface {}{"
                + entries.sorted { $0.key < $1.key }.map { "\($0.key.quoted.string):\($0.value.goSyntax)" }
                .joined(separator: ", ") + "}"
        }
    }
}
