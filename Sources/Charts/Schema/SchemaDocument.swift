// SPDX-License-Identifier: Apache-2.0

import Foundation
import GoTemplate
import RegularExpressions
import Sprig

/// An error that a text is not a schema.
struct SchemaProblem: Error, Equatable {
    let message: String
}

/// A JSON Schema (draft 4 to 7) with the places that it refers to.
struct SchemaDocument {
    static let types = ["array", "boolean", "integer", "number", "null", "object", "string"]

    let root: ChartValue
    /// The schemas that have an `$id`.
    private var identified: [String: ChartValue] = [:]

    init(_ bytes: [UInt8]) throws(SchemaProblem) {
        let read = JSONReader.read(Text(bytes))
        if let error = read.error { throw SchemaProblem(message: Self.streamWords(error.message.string, bytes)) }
        root = ChartValue(read.value)
        switch root {
        case .bool, .map: break
        default:
            throw SchemaProblem(message: "schema is invalid, reason: a schema must be an object or a boolean")
        }
        try collect(root)
    }

    /// Finds identified schemas, and names of types that do not exist.
    private mutating func collect(_ value: ChartValue) throws(SchemaProblem) {
        switch value {
        case .map(let entries):
            for key in ["$id", "id"] {
                if case .string(let name) = entries[Text(key)] { identified[name.string] = value }
            }
            try Self.checkTypes(entries["type"])
            try Self.checkPatterns(entries)
            for (key, inner) in entries where !["enum", "const", "default", "examples"].contains(key) {
                try collect(inner)
            }
        case .list(let elements): for element in elements { try collect(element) }
        default: return
        }
    }

    /// The words for a text that ends too early, where the decoder reads from a stream.
    private static func streamWords(_ message: String, _ bytes: [UInt8]) -> String {
        guard message == "unexpected end of JSON input" else { return message }
        return bytes.allSatisfy { $0 == 0x20 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 } ? "EOF" : "unexpected EOF"
    }

    private static func checkPatterns(_ entries: [Text: ChartValue]) throws(SchemaProblem) {
        if case .string(let pattern) = entries["pattern"], (try? RegularExpression(pattern.string)) == nil {
            throw SchemaProblem(message: "pattern must be a valid regex")
        }
        for pattern in (entries["patternProperties"]?.entries ?? [:]).keys.sorted()
        where (try? RegularExpression(pattern.string)) == nil {
            throw SchemaProblem(message: "Invalid regex pattern '\(pattern)'")
        }
    }

    private static func checkTypes(_ value: ChartValue?) throws(SchemaProblem) {
        let names: [ChartValue]
        switch value {
        case .string: names = value.map { [$0] } ?? []
        case .list(let elements): names = elements
        // A property may be called `type`; then this is its schema.
        default: return
        }
        for case .string(let name) in names where !types.contains(name.string) {
            throw SchemaProblem(
                message: "has a primitive type that is NOT VALID -- given: /\(name)/ Expected valid values are:"
                    + "[array boolean integer number null object string]"
            )
        }
    }

    /// The schema that a reference means; `nil` if it is not in this document.
    func schema(at reference: String) throws(SchemaProblem) -> ChartValue? {
        if reference == "#" { return root }
        if let schema = identified[reference] { return schema }
        guard reference.hasPrefix("#") else { return nil }
        guard reference.hasPrefix("#/") else { throw SchemaProblem(message: "\(reference) is not in the schema") }
        var value = root
        for part in reference.dropFirst(2).split(separator: "/", omittingEmptySubsequences: false) {
            let key = (part.removingPercentEncoding ?? String(part)).replacing("~1", with: "/").replacing(
                "~0",
                with: "~"
            )
            switch value {
            case .map(let entries):
                guard let inner = entries[Text(key)] else { throw SchemaProblem(message: "Object has no key '\(key)'") }
                value = inner
            case .list(let elements):
                guard let index = Int(key), elements.indices.contains(index) else {
                    throw SchemaProblem(message: "Out of bound array[0,\(elements.count)] index '\(key)'")
                }
                value = elements[index]
            default: throw SchemaProblem(message: "Object has no key '\(key)'")
            }
        }
        return value
    }
}
