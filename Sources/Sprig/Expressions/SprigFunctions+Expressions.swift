// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Regular expressions.
extension SprigFunctions {
    var expressionFunctions: [String: Function] {
        let expressions = expressions
        return [
            "regexMatch": Function([.string, .string], result: .bool) { arguments in
                .bool((try? expressions.expression(arguments[0].text).matches(arguments[1].text)) ?? false)
            },
            "mustRegexMatch": Function([.string, .string], result: .bool) { arguments in
                .bool(try expressions.expression(arguments[0].text).matches(arguments[1].text))
            },
            "regexQuoteMeta": Function([.string], result: .string) { .string(ExpressionText.quoted($0[0].text)) },
        ].merging(
            named("regexFind", "mustRegexFind", [.string, .string], .string) { expression, arguments in
                let bytes = arguments[1].text.bytes
                let range = expression.match(in: bytes, from: 0, groups: false)?.first ?? nil
                return .string(Text(bytes[range ?? 0..<0]))
            }
        ) { $1 }.merging(
            named("regexFindAll", "mustRegexFindAll", [.string, .string, .whole], .texts) { expression, arguments in
                let bytes = arguments[1].text.bytes
                let found = expression.matches(in: bytes, count: arguments[2].number).map { Text(bytes[$0]) }
                return .texts(found, isNil: found.isEmpty)
            }
        ) { $1 }.merging(
            named("regexReplaceAll", "mustRegexReplaceAll", [.string, .string, .string], .string) {
                .string(ExpressionText.replacing($0, in: $1[1].text.bytes, template: $1[2].text.bytes))
            }
        ) { $1 }.merging(
            named("regexReplaceAllLiteral", "mustRegexReplaceAllLiteral", [.string, .string, .string], .string) {
                .string(ExpressionText.replacing($0, in: $1[1].text.bytes, with: $1[2].text.bytes))
            }
        ) { $1 }.merging(
            named("regexSplit", "mustRegexSplit", [.string, .string, .whole], .texts) {
                let parts = ExpressionText.split($1[1].text, by: $0, into: $1[2].number)
                return .texts(parts ?? [], isNil: parts == nil)
            }
        ) { $1 }
    }

    /// A function in both of its forms, which differ in the error about a bad expression.
    private func named(
        _ name: String,
        _ strictName: String,
        _ parameters: [GoType],
        _ result: GoType,
        _ body: @escaping (CompiledExpression, [Value]) -> Value
    ) -> [String: Function] {
        let expressions = expressions
        return [
            name: Function(parameters, result: result) { arguments in
                body(try expressions.requiredExpression(arguments[0].text), arguments)
            },
            strictName: Function(parameters, result: result) { arguments in
                body(try expressions.expression(arguments[0].text), arguments)
            },
        ]
    }
}
