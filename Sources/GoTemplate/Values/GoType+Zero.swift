// SPDX-License-Identifier: Apache-2.0

extension GoType {
    /// The zero value of the type; no value for types whose values cannot be made from nothing.
    public var zero: Value {
        switch self {
        case .any, .function, .named: .null
        case .bool: .bool(false)
        case .integer(let type): .integer(0, type)
        case .float: .float(0)
        case .complex: .complex(real: 0, imaginary: 0)
        case .string: .string(Text())
        case .list(let element): .list(List([], of: element, isNil: true))
        case .map(let element): .map(Map([:], of: element, isNil: true))
        }
    }

    /// Whether Go's `nil` can be a value of the type.
    var canBeNil: Bool {
        switch kind {
        case .interface, .slice, .map, .func, .ptr: true
        default: false
        }
    }
}
