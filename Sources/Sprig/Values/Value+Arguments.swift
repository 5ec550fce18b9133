// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Arguments, whose types the evaluator has checked before the function is called.
extension Value {
    /// The argument for a parameter of type `string`.
    var text: Text {
        if case .string(let text) = self { text } else { Text() }
    }

    /// The argument for a parameter of type `int`, or another integer type.
    var number: Int {
        if case .integer(let number, _) = self { Int(number) } else { 0 }
    }

    /// The argument for a parameter of type `bool`.
    var flag: Bool {
        if case .bool(let flag) = self { flag } else { false }
    }

    /// The argument for a parameter of type `float64`.
    var real: Double {
        if case .float(let number) = self { number } else { 0 }
    }

    /// The argument for a parameter of type `map[string]interface {}`, to which Go converts a map of a named type; Go's nil
    /// map if there is no value.
    var dictionary: Map {
        guard case .map(let map) = self else { return Map(isNil: true) }
        return map.type == .dictionary ? map : Map(sharing: map)
    }

    /// The argument for a parameter of type `[]interface {}`, or `nil` for Go's nil.
    var elements: [Value]? {
        if case .list(let list) = self, !list.isNil { list.elements } else { nil }
    }

    static func text(_ text: some StringProtocol) -> Value { .string(Text(text)) }

    /// A list of Go's type `[]string`.
    static func texts(_ texts: [Text], isNil: Bool = false) -> Value {
        .list(List(texts.map { .string($0) }, of: .string, isNil: isNil))
    }

    /// A list of Go's type `[]interface {}`.
    static func values(_ values: [Value]) -> Value { .list(List(values)) }

    /// Go's `nil` for a `[]interface {}`.
    static var noValues: Value { .list(List([], isNil: true)) }
}

extension FunctionError {
    /// What Go says when a function looks into `nil`.
    static var nilPointer: FunctionError {
        FunctionError("runtime error: invalid memory address or nil pointer dereference")
    }

    /// What Go says of a value that has not the type that a function takes for granted.
    static func conversion(of value: Value, to type: String) -> FunctionError {
        let actual = if case .null = value { "nil" } else { "\(value.type)" }
        return FunctionError(Text("interface conversion: interface {} is \(actual), not \(type)"))
    }
}
