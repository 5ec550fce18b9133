// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A JSON value whose numbers are integers, as in plans.
enum JSONValue: Decodable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// The members of an object; nothing of other values.
    var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }
    /// The elements of an array; nothing of other values.
    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }

    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
    fileprivate var number: Int64? { if case .integer(let number) = self { number } else { nil } }

    fileprivate var type: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

/// The part of JSON Schema (draft 2020-12) that `docs/plan.schema.json` uses.
///
/// It is stricter than the draft in two ways, so that a schema cannot fall behind in silence: a keyword that it does
/// not know is a difference, and so is a member that a schema of `"type": "object"` does not describe.
struct JSONSchema {
    let root: JSONValue

    /// Returns where a value is not what the schema says, each with its place.
    func differences(of value: JSONValue) -> [String] { differences(value, root, "plan") }

    private func differences(_ value: JSONValue, _ schema: JSONValue, _ place: String) -> [String] {
        schema.members.sorted { $0.key < $1.key }
            .flatMap { differences(value, $0, $1, among: schema.members, place) }
    }

    private func differences(
        _ value: JSONValue,
        _ keyword: String,
        _ rule: JSONValue,
        among rules: [String: JSONValue],
        _ place: String
    ) -> [String] {
        func require(_ holds: Bool) -> [String] { holds ? [] : ["\(place): not as its `\(keyword)` says"] }
        switch keyword {
        case "$schema", "$comment", "$defs", "title", "description", "then", "else": return []
        case "type": return require(rule.text == value.type)
        case "const": return require(rule == value)
        case "enum": return require(rule.elements.contains(value))
        case "minimum": return require(value.number.map { $0 >= rule.number ?? .max } ?? true)
        case "maximum": return require(value.number.map { $0 <= rule.number ?? .min } ?? true)
        case "minLength": return require(value.text.map { $0.unicodeScalars.count >= rule.number ?? .max } ?? true)
        case "pattern": return require(value.text.map { Self.matches($0, rule.text ?? "") } ?? true)
        case "minItems": return require(value.type != "array" || value.elements.count >= rule.number ?? .max)
        case "uniqueItems": return require(Set(value.elements).count == value.elements.count)
        case "items": return value.elements.enumerated().flatMap { differences($1, rule, "\(place)[\($0)]") }
        case "required":
            let lacking = rule.elements.compactMap(\.text).filter { value.members[$0] == nil }
            return value.type == "object" ? lacking.map { "\(place): lacks `\($0)`" } : []
        case "properties": return members(value, rule.members, isWhole: rules["type"] == .string("object"), place)
        case "$ref": return target(of: rule).map { differences(value, $0, place) } ?? require(false)
        case "allOf": return rule.elements.flatMap { differences(value, $0, place) }
        case "oneOf": return require(rule.elements.count { differences(value, $0, place).isEmpty } == 1)
        case "if":
            let branch = differences(value, rule, place).isEmpty ? "then" : "else"
            return rules[branch].map { differences(value, $0, place) } ?? []
        default: return ["\(place): its schema has `\(keyword)`, which this checker does not know"]
        }
    }

    private func members(
        _ value: JSONValue,
        _ described: [String: JSONValue],
        isWhole: Bool,
        _ place: String
    ) -> [String] {
        value.members.sorted { $0.key < $1.key }.flatMap { name, member in
            guard let schema = described[name] else {
                return isWhole ? ["\(place): the schema does not describe `\(name)`"] : []
            }
            return differences(member, schema, "\(place).\(name)")
        }
    }

    private func target(of reference: JSONValue) -> JSONValue? {
        guard let text = reference.text, text.hasPrefix("#/$defs/") else { return nil }
        return root.members["$defs"]?.members[String(text.dropFirst("#/$defs/".count))]
    }

    private static func matches(_ text: String, _ pattern: String) -> Bool {
        guard let expression = try? Regex(pattern) else { return false }
        return text.firstMatch(of: expression) != nil
    }
}
