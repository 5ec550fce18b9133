// SPDX-License-Identifier: Apache-2.0

import GoTemplate

extension SchemaValidation {
    func checkList(
        _ elements: [ChartValue],
        _ rules: SchemaRules,
        at path: SchemaPath,
        _ result: inout SchemaResult
    ) throws(SchemaProblem) {
        try checkItems(elements, rules, at: path, &result)
        if let least = rules.count("minItems"), elements.count < least {
            result.add("Array must have at least \(least) items", at: path)
        }
        if let most = rules.count("maxItems"), elements.count > most {
            result.add("Array must have at most \(most) items", at: path)
        }
        if rules["uniqueItems"] == .bool(true) {
            var seen: [String: Int] = [:]
            for (index, element) in elements.enumerated() {
                if let first = seen.updateValue(index, forKey: element.json) {
                    result.add("array items[\(first),\(index)] must be unique", at: path)
                }
            }
        }
        if let schema = rules["contains"] {
            var best: SchemaResult?
            var isFound = false
            for (index, element) in elements.enumerated() where !isFound {
                let found = try validate(element, schema, at: path.appending(String(index)))
                isFound = found.errors.isEmpty
                if !isFound, best.map({ found.score > $0.score }) ?? true { best = found }
            }
            if !isFound {
                result.add("At least one of the items must match", at: path)
                if let best { result.merge(best) }
            }
        }
        result.score += 1
    }

    private func checkItems(
        _ elements: [ChartValue],
        _ rules: SchemaRules,
        at path: SchemaPath,
        _ result: inout SchemaResult
    ) throws(SchemaProblem) {
        guard let items = rules["items"] else { return }
        guard case .list(let schemas) = items else {
            for (index, element) in elements.enumerated() {
                result.merge(try validate(element, items, at: path.appending(String(index))))
            }
            return
        }
        for (index, pair) in zip(elements, schemas).enumerated() {
            result.merge(try validate(pair.0, pair.1, at: path.appending(String(index))))
        }
        guard !schemas.isEmpty, schemas.count < elements.count, let rest = rules["additionalItems"] else { return }
        if rest == .bool(false) { return result.add("No additional items allowed on array", at: path) }
        for index in schemas.count..<elements.count {
            result.merge(try validate(elements[index], rest, at: path.appending(String(index))))
        }
    }

    func checkMap(
        _ entries: [Text: ChartValue],
        _ rules: SchemaRules,
        at path: SchemaPath,
        _ result: inout SchemaResult
    ) throws(SchemaProblem) {
        if let least = rules.count("minProperties"), entries.count < least {
            result.add("Must have at least \(least) properties", at: path)
        }
        if let most = rules.count("maxProperties"), entries.count > most {
            result.add("Must have at most \(most) properties", at: path)
        }
        for name in rules.texts("required") {
            if entries[name] == nil { result.add("\(name) is required", at: path) } else { result.score += 1 }
        }
        let known = Set(rules.properties.map(\.0))
        for (name, value) in entries.sorted(by: { $0.key < $1.key }) {
            let isMatched = try checkPatterns(name, value, rules, at: path, &result)
            guard !known.contains(name), !isMatched, let schema = rules["additionalProperties"] else { continue }
            if schema == .bool(false) {
                result.add("Additional property \(name) is not allowed", at: path)
            } else {
                result.merge(try validate(value, schema, at: path.appending(name.string)))
            }
        }
        if let schema = rules["propertyNames"] {
            for name in entries.keys.sorted() {
                let found = try validate(.string(name), schema, at: path)
                guard !found.errors.isEmpty else { continue }
                result.add("Property name of \"\(name)\" does not match", at: path)
                result.merge(found)
            }
        }
        result.score += 1
    }

    private func checkPatterns(
        _ name: Text,
        _ value: ChartValue,
        _ rules: SchemaRules,
        at path: SchemaPath,
        _ result: inout SchemaResult
    ) throws(SchemaProblem) -> Bool {
        var isMatched = false
        for (pattern, schema) in rules.map("patternProperties") where matches(name.string, pattern.string) {
            isMatched = true
            result.merge(try validate(value, schema, at: path.appending(name.string)))
        }
        if isMatched { result.score += 1 }
        return isMatched
    }
}
