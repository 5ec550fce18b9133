// SPDX-License-Identifier: Apache-2.0

/// A value of a template, with the type that Go gives it.
///
/// Maps and objects are shared, as in Go: who changes one changes it for all that hold it. So values stay in one task.
public enum Value {
    /// No value: Go's `nil` without a type.
    case null
    case bool(Bool)
    /// A whole number; the bits of an unsigned one.
    case integer(Int64, IntegerType)
    case float(Double)
    indirect case complex(real: Double, imaginary: Double)
    case string(Text)
    case list(List)
    case map(Map)
    case function(Function)
    case object(any Object)

    /// A number of Go's type `int`.
    public static func int(_ number: Int) -> Value { .integer(Int64(number), .int) }

    /// A number of Go's type `int64`.
    public static func int64(_ number: Int64) -> Value { .integer(number, .int64) }

    /// Go's type of the value; `any` for no value.
    public var type: GoType {
        switch self {
        case .null: .any
        case .bool: .bool
        case .integer(_, let type): .integer(type)
        case .float: .float
        case .complex: .complex
        case .string: .string
        case .list(let list): list.type
        case .map(let map): map.type
        case .function: .function
        case .object(let object): object.type
        }
    }
}
