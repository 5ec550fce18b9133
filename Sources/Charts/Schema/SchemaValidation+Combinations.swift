// SPDX-License-Identifier: Apache-2.0

import GoTemplate

extension SchemaValidation {
    /// Checks `anyOf`, `oneOf`, `allOf`, `not`, `dependencies` and `if`.
    func checkCombinations(
        _ value: ChartValue,
        _ rules: SchemaRules,
        at path: SchemaPath,
        _ result: inout SchemaResult
    ) throws(SchemaProblem) {
        try checkAlternatives(value, rules, at: path, &result)
        let all = rules.list("allOf")
        var valid = 0
        for schema in all {
            let found = try validate(value, schema, at: path)
            if found.errors.isEmpty { valid += 1 } else { result.merge(found) }
        }
        if valid < all.count { result.add("Must validate all the schemas (allOf)", at: path) }
        if let schema = rules["not"], try validate(value, schema, at: path).errors.isEmpty {
            result.add("Must not validate the schema (not)", at: path)
        }
        try checkDependencies(value, rules, at: path, &result)
        if let condition = rules["if"] {
            let holds = try validate(value, condition, at: path).errors.isEmpty
            if let schema = rules[holds ? "then" : "else"] {
                let found = try validate(value, schema, at: path)
                if !found.errors.isEmpty {
                    result.add(
                        holds
                            ? "Must validate \"then\" as \"if\" was valid"
                            : "Must validate \"else\" as \"if\" was not valid",
                        at: path
                    )
                    result.merge(found)
                }
            }
        }
        result.score += 1
    }

    private func checkAlternatives(
        _ value: ChartValue,
        _ rules: SchemaRules,
        at path: SchemaPath,
        _ result: inout SchemaResult
    ) throws(SchemaProblem) {
        let any = rules.list("anyOf")
        if !any.isEmpty {
            let (valid, best) = try compare(value, with: any, at: path, stopsAtFirst: true)
            if valid == 0 {
                result.add("Must validate at least one schema (anyOf)", at: path)
                if let best { result.merge(best) }
            }
        }
        let one = rules.list("oneOf")
        if !one.isEmpty {
            let (valid, best) = try compare(value, with: one, at: path, stopsAtFirst: false)
            if valid != 1 {
                result.add("Must validate one and only one schema (oneOf)", at: path)
                if valid == 0, let best { result.merge(best) }
            }
        }
    }

    /// How many schemas a value satisfies, and the result of the one that it comes nearest to.
    private func compare(
        _ value: ChartValue,
        with schemas: [ChartValue],
        at path: SchemaPath,
        stopsAtFirst: Bool
    ) throws(SchemaProblem) -> (valid: Int, best: SchemaResult?) {
        var valid = 0
        var best: SchemaResult?
        for schema in schemas where valid == 0 || !stopsAtFirst {
            let found = try validate(value, schema, at: path)
            if found.errors.isEmpty {
                valid += 1
            } else if valid == 0, best.map({ found.score > $0.score }) ?? true {
                best = found
            }
        }
        return (valid, best)
    }

    private func checkDependencies(
        _ value: ChartValue,
        _ rules: SchemaRules,
        at path: SchemaPath,
        _ result: inout SchemaResult
    ) throws(SchemaProblem) {
        guard case .map(let entries) = value else { return }
        for (name, dependency) in rules.map("dependencies") where entries[name] != nil {
            guard case .list(let names) = dependency else {
                result.merge(try validate(value, dependency, at: path))
                continue
            }
            for case .string(let needed) in names where entries[needed] == nil {
                result.add("Has a dependency on \(needed)", at: path)
            }
        }
    }
}
