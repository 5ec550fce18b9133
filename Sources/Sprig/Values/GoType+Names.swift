// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Short names for the types that functions have most often.
extension GoType {
    /// Go's `int`.
    static var whole: GoType { .integer(.int) }
    /// Go's `int64`.
    static var long: GoType { .integer(.int64) }
    /// Go's `[]string`.
    static var texts: GoType { .list(.string) }
    /// Go's `[]interface {}`.
    static var values: GoType { .list(.any) }
    /// Go's `map[string]interface {}`.
    static var dictionary: GoType { .map(.any) }
}

extension Value {
    /// What Go's `reflect.Kind` says of the value: `slice`, `map`, `int`; `invalid` for no value.
    var kind: String {
        switch self {
        case .null: "invalid"
        case .bool: "bool"
        case .integer(_, let type): type.rawValue
        case .float: "float64"
        case .complex: "complex128"
        case .string: "string"
        case .list: "slice"
        case .map: "map"
        case .function: "func"
        case .object(let object):
            if case .named(_, let kind) = object.type { kind.rawValue } else { "struct" }
        }
    }
}
