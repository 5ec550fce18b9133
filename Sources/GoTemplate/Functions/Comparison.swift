// SPDX-License-Identifier: Apache-2.0

/// The functions that compare, with Go's rules of what can be compared with what.
enum Comparison {
    /// What counts for a comparison of a type.
    private enum Basic {
        case bool, signed, unsigned, float, complex, string
    }

    private static func basic(_ held: Held) -> Basic? {
        switch scalar(held) {
        case .bool: .bool
        case .integer(_, let type): type.isSigned ? .signed : .unsigned
        case .float: .float
        case .complex: .complex
        case .string: .string
        default: nil
        }
    }

    /// The value without its name, if that is the name of a number or a text, such as a month.
    private static func scalar(_ held: Held) -> Value {
        guard case .object(let object) = held.value, case .value(let value) = object.underlying else {
            return held.value
        }
        return switch value {
        case .bool, .integer, .float, .complex, .string: value
        default: held.value
        }
    }

    /// `eq`: whether the first argument equals one of the others.
    static func isEqual(_ arguments: [Held]) throws(FunctionError) -> Bool {
        guard arguments.count > 1 else { throw FunctionError("missing argument for comparison") }
        for other in arguments.dropFirst() {
            if try isEqual(arguments[0], other) { return true }
        }
        return false
    }

    private static func isEqual(_ one: Held, _ other: Held) throws(FunctionError) -> Bool {
        switch (scalar(one), scalar(other)) {
        case (.bool(let one), .bool(let other)): return one == other
        case (.integer, .integer): return order(one, other) == 0
        case (.float(let one), .float(let other)): return one == other
        case (.complex(let real, let imaginary), .complex(let otherReal, let otherImaginary)):
            return real == otherReal && imaginary == otherImaginary
        case (.string(let one), .string(let other)): return one == other
        default: break
        }
        guard basic(one) == nil, basic(other) == nil else {
            if one.isNull || other.isNull { return false }
            throw incompatible(one, other)
        }
        if one.isNull || other.isNull { return one.isNil == other.isNil }
        let (type, otherType) = (one.value.type, other.value.type)
        guard type.kind == otherType.kind else {
            throw FunctionError(
                formatted("non-comparable types %s: %v, ", [one.value, .string(Text("\(type)"))])
                    + formatted("%s: %v", [.string(Text("\(otherType)")), other.value])
            )
        }
        if one.isNil || other.isNil { return one.isNil == other.isNil }
        switch (one.value, other.value) {
        case (.object(let one), .object(let other)) where other.isComparable:
            return one === other || type.kind == .struct && type == otherType && one.equals(other)
        default:
            throw FunctionError(formatted("non-comparable type %s: %v", [other.value, .string(Text("\(otherType)"))]))
        }
    }

    /// `lt`: whether the first argument is less than the second.
    static func isLess(_ one: Held, _ other: Held) throws(FunctionError) -> Bool {
        guard let kind = basic(one), let otherKind = basic(other) else {
            throw FunctionError("invalid type for comparison")
        }
        switch (scalar(one), scalar(other)) {
        case (.integer, .integer): return order(one, other) < 0
        case (.float(let one), .float(let other)): return one < other
        case (.string(let one), .string(let other)): return one < other
        default:
            if kind == otherKind { throw FunctionError("invalid type for comparison") }
            throw incompatible(one, other)
        }
    }

    static func isLessOrEqual(_ one: Held, _ other: Held) throws(FunctionError) -> Bool {
        if try isLess(one, other) { return true }
        return try isEqual(one, other)
    }

    /// The order of two whole numbers, of which one may have a sign and the other none.
    private static func order(_ one: Held, _ other: Held) -> Int {
        guard case .integer(let one, let type) = scalar(one), case .integer(let other, let otherType) = scalar(other)
        else { return 0 }
        if type.isSigned, one < 0 { return otherType.isSigned && other < 0 ? order(one, other) : -1 }
        if otherType.isSigned, other < 0 { return 1 }
        return order(UInt64(bitPattern: one), UInt64(bitPattern: other))
    }

    private static func order<Number: Comparable>(_ one: Number, _ other: Number) -> Int {
        one < other ? -1 : one > other ? 1 : 0
    }

    private static func incompatible(_ one: Held, _ other: Held) -> FunctionError {
        FunctionError(Text("incompatible types for comparison: \(one.value.type) and \(other.value.type)"))
    }
}

extension Object {
    /// Whether Go's `==` may compare the value: a pointer, or a struct without lists, maps and functions.
    fileprivate var isComparable: Bool {
        guard type.kind == .struct, case .fields(let fields) = underlying else { return type.kind == .ptr }
        return fields.allSatisfy { field in
            switch field.value {
            case .list, .map, .function: false
            case .object(let object): object.isComparable
            default: true
            }
        }
    }
}

extension Held {
    /// Whether there is nothing, or one of Go's typed `nil`s.
    var isNil: Bool {
        switch value {
        case .null: true
        case .list(let list): list.isNil
        case .map(let map): map.isNil
        default: false
        }
    }
}
