// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Sprig

/// The rules of one schema.
struct SchemaRules {
    private let rules: [Text: ChartValue]

    init(_ rules: [Text: ChartValue]) { self.rules = rules }

    subscript(_ name: Text) -> ChartValue? { rules[name] }

    func number(_ name: Text) -> Double? {
        guard case .number(let number) = rules[name] else { return nil }
        return number
    }

    func count(_ name: Text) -> Int? { number(name).flatMap { Int(exactly: $0.rounded()) } }

    func list(_ name: Text) -> [ChartValue] {
        guard case .list(let elements) = rules[name] else { return [] }
        return elements
    }

    func texts(_ name: Text) -> [Text] {
        list(name).compactMap { element in
            guard case .string(let text) = element else { return nil }
            return text
        }
    }

    /// The entries of a mapping in the order of their names.
    func map(_ name: Text) -> [(Text, ChartValue)] {
        (rules[name]?.entries ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    var properties: [(Text, ChartValue)] { map("properties") }

    private var types: [String] {
        switch rules["type"] {
        case .string(let name): [name.string]
        case .list: texts("type").map(\.string)
        default: []
        }
    }

    func allowsType(of value: ChartValue) -> Bool {
        let types = types
        let given = value.schemaType
        return types.isEmpty || types.contains(given) || given == "integer" && types.contains("number")
    }

    /// The allowed types, as messages name them.
    var typeNames: String { types.count == 1 ? types[0] : "[\(types.joined(separator: ","))]" }
}

extension ChartValue {
    /// The type of the value in a schema's words.
    var schemaType: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number(let number): number == number.rounded() ? "integer" : "number"
        case .string: "string"
        case .list: "array"
        case .map: "object"
        }
    }

    /// The value as JSON.
    var json: String { ((try? JSONWriter.write(value)) ?? Text()).string }

    /// Makes a value from what JSON was read into.
    init(_ value: Value) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .float(let value): self = .number(value)
        case .string(let text): self = .string(text)
        case .list(let list): self = .list(list.elements.map(ChartValue.init))
        case .map(let map): self = .map(map.entries.mapValues(ChartValue.init))
        default: self = .null
        }
    }
}
