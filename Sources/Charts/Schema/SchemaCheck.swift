// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import RegularExpressions

/// Checks that a schema and all that it consists of are schemas, in the order and with the words of the library that Helm uses.
///
/// What stands where no schema is expected is not looked at: an unknown keyword may hold anything.
struct SchemaCheck {
    private let document: SchemaDocument
    /// The references that were followed.
    private var followed: Set<String> = []

    init(_ document: SchemaDocument) { self.document = document }

    mutating func check(_ schema: ChartValue) throws(SchemaProblem) {
        if case .bool = schema, document.draft.isAtLeast(.six) { return }
        guard case .map(let entries) = schema else {
            throw SchemaProblem(message: "Expected: valid schema, given: Invalid JSON")
        }
        let rules = document.draft.known(entries)
        try checkIdentity(rules)
        if case .string(let reference) = rules["$ref"] {
            if followed.insert(reference.string).inserted, let target = try document.schema(at: reference.string) {
                try check(target)
            }
            return
        }
        try SchemaKeywords(rules, document.draft).checkTypes()
        try checkObjects(rules)
        try checkLists(rules)
        try SchemaKeywords(rules, document.draft).check()
        if let inner = rules["contains"] { try check(inner) }
        try SchemaKeywords(rules, document.draft).checkEnumeration()
        for (key, name) in [("oneOf", "oneOf"), ("anyOf", "anyOf"), ("allOf", "anyOf")] {
            guard let value = rules[Text(key)] else { continue }
            guard case .list(let schemas) = value else {
                throw SchemaProblem(message: "\(name) must be of an array")
            }
            for schema in schemas { try check(schema) }
        }
        for key in ["not", "if", "then", "else"] {
            guard let inner = rules[Text(key)] else { continue }
            guard inner.mayBeSchema else { throw SchemaProblem(message: "\(key) must be of an object") }
            try check(inner)
        }
    }

    /// Checks names and descriptions, and the definitions for others.
    private mutating func checkIdentity(_ rules: [Text: ChartValue]) throws(SchemaProblem) {
        let usesOldName = document.draft == .four || document.draft == .any && rules["id"] != nil
        try requireText(rules, usesOldName ? "id" : "$id")
        if let definitions = rules["definitions"] {
            guard let entries = definitions.entries, entries.values.allSatisfy(\.mayBeSchema) else {
                throw SchemaProblem(message: "Invalid type. Expected: array of schemas, given: definitions")
            }
            try checkAll(entries)
        }
        for key in ["title", "description", "$ref"] { try requireText(rules, key) }
    }

    private func requireText(_ rules: [Text: ChartValue], _ key: String) throws(SchemaProblem) {
        switch rules[Text(key)] {
        case nil, .string: return
        default: throw SchemaProblem(message: "Invalid type. Expected: string, given: \(key)")
        }
    }

    private mutating func checkAll(_ schemas: [Text: ChartValue]) throws(SchemaProblem) {
        for (_, schema) in schemas.sorted(by: { $0.key < $1.key }) { try check(schema) }
    }

    private mutating func checkObjects(_ rules: [Text: ChartValue]) throws(SchemaProblem) {
        if let properties = rules["properties"] {
            guard let entries = properties.entries else {
                throw SchemaProblem(message: "properties must be of type object")
            }
            try checkAll(entries)
        }
        try checkRest(rules["additionalProperties"], "additionalProperties")
        if let patterns = rules["patternProperties"] {
            let problem = SchemaProblem(message: "Invalid type. Expected: valid schema, given: patternProperties")
            guard let entries = patterns.entries else { throw problem }
            for (pattern, schema) in entries.sorted(by: { $0.key < $1.key }) {
                guard (try? RegularExpression(pattern.string)) != nil else {
                    throw SchemaProblem(message: "Invalid regex pattern '\(pattern)'")
                }
                try check(schema)
            }
        }
        if let names = rules["propertyNames"] {
            guard names.mayBeSchema else {
                throw SchemaProblem(message: "Invalid type. Expected: valid schema, given: patternProperties")
            }
            try check(names)
        }
        guard let dependencies = rules["dependencies"] else { return }
        guard let entries = dependencies.entries else {
            throw SchemaProblem(message: "dependencies must be of type object")
        }
        for (_, dependency) in entries.sorted(by: { $0.key < $1.key }) {
            if case .list(let names) = dependency, names.allSatisfy(\.isText) { continue }
            guard dependency.mayBeSchema else {
                throw SchemaProblem(message: "dependency must be of type schema or array of strings")
            }
            try check(dependency)
        }
    }

    private mutating func checkLists(_ rules: [Text: ChartValue]) throws(SchemaProblem) {
        let problem = SchemaProblem(message: "Invalid type. Expected: valid schema/array of schemas, given: items")
        switch rules["items"] {
        case nil: break
        case .list(let schemas):
            for schema in schemas {
                guard schema.mayBeSchema else { throw problem }
                try check(schema)
            }
        case let schema?:
            guard schema.mayBeSchema else { throw problem }
            try check(schema)
        }
        try checkRest(rules["additionalItems"], "additionalItems")
    }

    /// Checks the schema of what others do not name.
    private mutating func checkRest(_ schema: ChartValue?, _ key: String) throws(SchemaProblem) {
        switch schema {
        case nil, .bool: return
        case .map(let rules): try check(.map(rules))
        default: throw SchemaProblem(message: "Invalid type. Expected: boolean/valid schema, given: \(key)")
        }
    }
}

extension ChartValue {
    fileprivate var mayBeSchema: Bool {
        switch self {
        case .map, .bool: true
        default: false
        }
    }

    var isText: Bool {
        guard case .string = self else { return false }
        return true
    }
}
