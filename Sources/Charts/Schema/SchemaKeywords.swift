// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import RegularExpressions

/// Checks the keywords of a schema whose values are no schemas.
struct SchemaKeywords {
    private let rules: [Text: ChartValue]
    private let draft: SchemaDraft

    init(_ rules: [Text: ChartValue], _ draft: SchemaDraft) {
        self.rules = rules
        self.draft = draft
    }

    /// Checks `type`.
    func checkTypes() throws(SchemaProblem) {
        let names: [ChartValue]
        switch rules["type"] {
        case nil: return
        case .string(let name): names = [.string(name)]
        case .list(let elements): names = elements
        default: names = [.null]
        }
        for name in names {
            guard case .string(let name) = name else {
                throw SchemaProblem(message: "Invalid type. Expected: string/array of strings, given: type")
            }
            guard SchemaDocument.types.contains(name.string) else {
                throw SchemaProblem(
                    message: "has a primitive type that is NOT VALID -- given: /\(name)/ Expected valid values are:"
                        + "[array boolean integer number null object string]"
                )
            }
        }
    }

    /// Checks the keywords for numbers, texts, objects and lists.
    func check() throws(SchemaProblem) {
        if let factor = rules["multipleOf"] {
            guard case .number(let number) = factor else {
                throw SchemaProblem(message: "Invalid type. Expected: number, given: multipleOf")
            }
            guard number > 0 else { throw SchemaProblem(message: "multipleOf must be strictly greater than 0") }
        }
        try checkBound("minimum", "exclusiveMinimum")
        try checkBound("maximum", "exclusiveMaximum")
        try checkCounts("minLength", "maxLength", areOrdered: true)
        try checkTexts()
        try checkCounts("minProperties", "maxProperties", areOrdered: true)
        try checkRequired()
        try checkCounts("minItems", "maxItems", areOrdered: false)
        switch rules["uniqueItems"] {
        case nil, .bool: return
        default: throw SchemaProblem(message: "uniqueItems must be of a boolean")
        }
    }

    private func checkBound(_ key: String, _ exclusiveKey: String) throws(SchemaProblem) {
        let bound = rules[Text(key)]
        switch bound {
        case nil, .number: break
        default: throw SchemaProblem(message: "\(key) must be of a number")
        }
        switch (rules[Text(exclusiveKey)], draft) {
        case (nil, _), (.number, .six), (.number, .seven), (.number, .any): return
        case (.bool, .four), (.bool, .any):
            guard bound != nil else {
                throw SchemaProblem(message: "\(exclusiveKey) cannot be used without \(key)")
            }
        default:
            let types = draft == .four ? "boolean" : draft == .any ? "boolean/number" : "number"
            throw SchemaProblem(message: "Invalid type. Expected: \(types), given: \(exclusiveKey)")
        }
    }

    private func checkCounts(_ least: String, _ most: String, areOrdered: Bool) throws(SchemaProblem) {
        var counts: [Double] = []
        for key in [least, most] {
            guard let value = rules[Text(key)] else { continue }
            guard case .number(let number) = value, number == number.rounded() else {
                throw SchemaProblem(message: "\(key) must be of an integer")
            }
            guard number >= 0 else { throw SchemaProblem(message: "\(key) must be greater than or equal to 0") }
            counts.append(number)
        }
        if areOrdered, counts.count == 2, counts[0] > counts[1] {
            throw SchemaProblem(message: "\(least) cannot be greater than \(most)")
        }
    }

    private func checkTexts() throws(SchemaProblem) {
        switch rules["pattern"] {
        case nil: break
        case .string(let pattern):
            guard (try? RegularExpression(pattern.string)) != nil else {
                throw SchemaProblem(message: "pattern must be a valid regex")
            }
        default: throw SchemaProblem(message: "pattern must be of a string")
        }
        if let format = rules["format"], !format.isText {
            throw SchemaProblem(message: "format must be of type string")
        }
    }

    private func checkRequired() throws(SchemaProblem) {
        guard let required = rules["required"] else { return }
        guard case .list(let names) = required else { throw SchemaProblem(message: "required must be of an array") }
        var seen: Set<Text> = []
        for name in names {
            guard case .string(let name) = name else { throw SchemaProblem(message: "required items must be string") }
            guard seen.insert(name).inserted else { throw SchemaProblem(message: "required items must be unique") }
        }
    }

    /// Checks `enum`.
    func checkEnumeration() throws(SchemaProblem) {
        guard let enumeration = rules["enum"] else { return }
        guard case .list(let values) = enumeration else { throw SchemaProblem(message: "enum must be of an array") }
        guard Set(values.map(\.json)).count == values.count else {
            throw SchemaProblem(message: "enum items must be unique")
        }
    }
}
