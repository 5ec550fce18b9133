// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Functions with parameters of all kinds, which return what they got.
private func functions() -> [String: Function] {
    let echo: ([Value]) -> Value = { .string(Text($0.map { "\($0.type)=\($0.printed)" }.joined(separator: ","))) }
    let nothing = Function([], result: .any) { _ in .null }
    return [
        "anything": Function([.any], result: .string, echo),
        "text": Function([.string], result: .string, echo),
        "int": Function([.integer(.int)], result: .string, echo),
        "int64": Function([.integer(.int64)], result: .string, echo),
        "uint": Function([.integer(.uint32)], result: .string, echo),
        "byte": Function([.integer(.uint8)], result: .string, echo),
        "float": Function([.float], result: .string, echo),
        "bool": Function([.bool], result: .string, echo),
        "complex": Function([.complex], result: .string, echo),
        "list": Function([.list(.any)], result: .string, echo),
        "texts": Function([.list(.string)], result: .string, echo),
        "map": Function([.map(.any)], result: .string, echo),
        "time": Function([.named("time.Time", .struct)], result: .string, echo),
        "pointer": Function([.named("*v.Version", .ptr)], result: .string, echo),
        "many": Function([.string], rest: .integer(.int), result: .string, echo),
        "two": Function([.string, .integer(.int)], result: .string, echo),
        "nothing": nothing,
        "long": Function([], result: .integer(.int64)) { _ in .int64(7) },
        "typed": Function([], result: .list(.string)) { _ in .list(List([.string("a")], of: .string)) },
        "boxed": Function([], result: .any) { _ in .string("in a box") },
        "fails": Function([], rest: .any) { _ in throw FunctionError("it is broken") },
    ]
}

/// What an expression gives that calls these functions.
func result(_ expression: String) -> String {
    rendered("{{ \(expression) }}", in: TemplateSet(functions: functions()))
}
