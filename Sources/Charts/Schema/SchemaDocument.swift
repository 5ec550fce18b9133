// SPDX-License-Identifier: Apache-2.0

import Foundation
import GoTemplate
import Sprig

/// An error that a text is not a schema.
struct SchemaProblem: Error, Equatable {
    let message: String
}

/// A JSON Schema (draft 4 to 7) with the places that it refers to.
struct SchemaDocument {
    static let types = ["array", "boolean", "integer", "number", "null", "object", "string"]

    let root: ChartValue
    let draft: SchemaDraft
    /// The schemas that have an `$id`.
    private var identified: [String: ChartValue] = [:]

    init(_ bytes: [UInt8]) throws(SchemaProblem) {
        let read = JSONReader.read(Text(bytes))
        if let error = read.error {
            throw SchemaProblem(message: read.isCutOff ? Self.streamEnd(bytes) : error.message.string)
        }
        root = ChartValue(read.value)
        switch root {
        case .bool, .map: break
        default:
            throw SchemaProblem(message: "schema is invalid")
        }
        draft = try SchemaDraft(root)
        collect(root)
        var check = SchemaCheck(self)
        try check.check(root)
    }

    /// Finds identified schemas.
    private mutating func collect(_ value: ChartValue) {
        switch value {
        case .map(let entries):
            for key in ["$id", "id"] {
                if case .string(let name) = entries[Text(key)] { identified[name.string] = value }
            }
            for (key, inner) in entries where !["enum", "const", "default", "examples"].contains(key) {
                collect(inner)
            }
        case .list(let elements): for element in elements { collect(element) }
        default: return
        }
    }

    /// The words for a text that ends too early, where the decoder reads from a stream.
    private static func streamEnd(_ bytes: [UInt8]) -> String {
        bytes.allSatisfy { $0 == 0x20 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 } ? "EOF" : "unexpected EOF"
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
