// SPDX-License-Identifier: Apache-2.0

import Foundation
import GoTemplate
import RegularExpressions

/// The errors of a value against a schema, and how near it came to satisfying it.
struct SchemaResult {
    var errors: [String] = []
    /// The more of a schema fits, the higher; of several alternatives the best one is explained.
    var score = 0

    mutating func merge(_ other: SchemaResult) {
        errors += other.errors
        score += other.score
    }
}

/// Compares values with a schema, with the words of the library that Helm uses.
final class SchemaValidation {
    /// The deepest nesting of schemas; one that refers to itself without end is deeper.
    private static let depthLimit = 400
    /// The largest number of comparisons.
    private static let stepLimit = 2_000_000

    let document: SchemaDocument
    /// A reference out of the document, which is never followed.
    private(set) var unreadReference: String?
    private var patterns: [String: RegularExpression?] = [:]
    private var (depth, steps) = (0, 0)

    init(_ document: SchemaDocument) throws(SchemaProblem) { self.document = document }

    /// The errors of a value, each with the field before it.
    func errors(of value: ChartValue) throws(SchemaProblem) -> [String] {
        try validate(value, document.root, at: SchemaPath()).errors
    }

    func validate(_ value: ChartValue, _ schema: ChartValue, at path: SchemaPath) throws(SchemaProblem) -> SchemaResult
    {
        depth += 1
        steps += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit, steps <= Self.stepLimit else {
            throw SchemaProblem(message: "the schema refers to itself without end, or is too large")
        }
        var result = SchemaResult()
        switch schema {
        case .bool(let passes): if !passes { result.add("False always fails validation", at: path) }
        case .map(let rules):
            if case .string(let reference) = rules["$ref"] {
                if let target = try document.schema(at: reference.string) {
                    return try validate(value, target, at: path)
                }
                unreadReference = reference.string
                return result
            }
            try validate(value, SchemaRules(document.draft.known(rules)), at: path, &result)
        default: throw SchemaProblem(message: "a schema must be an object or a boolean")
        }
        return result
    }

    private func validate(
        _ value: ChartValue,
        _ rules: SchemaRules,
        at path: SchemaPath,
        _ result: inout SchemaResult
    ) throws(SchemaProblem) {
        guard rules.allowsType(of: value) else {
            let given = value.schemaType
            return result.add("Invalid type. Expected: \(rules.typeNames), given: \(given)", at: path)
        }
        try checkCombinations(value, rules, at: path, &result)
        switch value {
        case .number(let number): checkNumber(number, rules, at: path, &result)
        case .string(let text): checkText(text, rules, at: path, &result)
        case .list(let elements): try checkList(elements, rules, at: path, &result)
        case .map(let entries): try checkMap(entries, rules, at: path, &result)
        case .null, .bool: break
        }
        checkConstants(value, rules, at: path, &result)
        if case .map(let entries) = value {
            for (name, schema) in rules.properties {
                guard let inner = entries[name] else { continue }
                result.merge(try validate(inner, schema, at: path.appending(name.string)))
            }
        }
        result.score += 1
    }

    private func checkConstants(
        _ value: ChartValue,
        _ rules: SchemaRules,
        at path: SchemaPath,
        _ result: inout SchemaResult
    ) {
        if let constant = rules["const"], constant != value {
            result.add("\(path) does not match: \(constant.json)", at: path)
        }
        if case .list(let allowed) = rules["enum"], !allowed.isEmpty, !allowed.contains(value) {
            let list = allowed.map(\.json).joined(separator: ", ")
            result.add("\(path) must be one of the following: \(list)", at: path)
        }
        if case .string(let format) = rules["format"], case .string(let text) = value,
            !SchemaFormat.accepts(text.string, format.string)
        {
            result.add("Does not match format '\(format)'", at: path)
        }
        result.score += 1
    }

    private func checkNumber(_ number: Double, _ rules: SchemaRules, at path: SchemaPath, _ result: inout SchemaResult)
    {
        func shown(_ bound: Double) -> String { Value.float(bound).printed.string }
        if let factor = rules.number("multipleOf"), !Self.isMultiple(number, of: factor) {
            result.add("Must be a multiple of \(shown(factor))", at: path)
        }
        let (high, low) = (rules.number("maximum"), rules.number("minimum"))
        let (isHighOpen, isLowOpen) = (
            rules["exclusiveMaximum"] == .bool(true), rules["exclusiveMinimum"] == .bool(true)
        )
        if let high, !isHighOpen, number > high { result.add("Must be less than or equal to \(shown(high))", at: path) }
        if let bound = isHighOpen ? high : rules.number("exclusiveMaximum"), number >= bound {
            result.add("Must be less than \(shown(bound))", at: path)
        }
        if let low, !isLowOpen, number < low { result.add("Must be greater than or equal to \(shown(low))", at: path) }
        if let bound = isLowOpen ? low : rules.number("exclusiveMinimum"), number <= bound {
            result.add("Must be greater than \(shown(bound))", at: path)
        }
        result.score += 1
    }

    /// Whether one number is a whole multiple of another in decimal arithmetic.
    private static func isMultiple(_ number: Double, of factor: Double) -> Bool {
        guard let dividend = Decimal(string: "\(number)"), let divisor = Decimal(string: "\(factor)"), divisor != 0
        else {
            return true
        }
        return !"\(dividend / divisor)".contains(".")
    }

    private func checkText(_ text: Text, _ rules: SchemaRules, at path: SchemaPath, _ result: inout SchemaResult) {
        let count = text.string.unicodeScalars.count
        if let least = rules.count("minLength"), count < least {
            result.add("String length must be greater than or equal to \(least)", at: path)
        }
        if let most = rules.count("maxLength"), count > most {
            result.add("String length must be less than or equal to \(most)", at: path)
        }
        if case .string(let pattern) = rules["pattern"], !matches(text.string, pattern.string) {
            result.add("Does not match pattern '\(pattern)'", at: path)
        }
        result.score += 1
    }

    /// Whether a pattern matches anywhere in a text; one that is no pattern matches everything.
    func matches(_ text: String, _ pattern: String) -> Bool {
        if let known = patterns[pattern] { return known?.matches(text) ?? true }
        let expression = try? RegularExpression(pattern)
        patterns[pattern] = .some(expression)
        return expression?.matches(text) ?? true
    }
}

/// The place of a value, as messages name it.
struct SchemaPath: CustomStringConvertible {
    private var names: [String] = []

    func appending(_ name: String) -> SchemaPath {
        var path = self
        path.names.append(name)
        return path
    }

    var description: String { names.isEmpty ? "(root)" : names.joined(separator: ".") }
}

extension SchemaResult {
    mutating func add(_ description: String, at path: SchemaPath) {
        errors.append("\(path): \(description)")
        score -= 2
    }
}
