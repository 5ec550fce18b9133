// SPDX-License-Identifier: Apache-2.0

/// A type of Go, as far as templates can tell types apart.
public enum GoType: Sendable, Hashable {
    /// `interface {}`: a value of any type, or none.
    case any
    case bool
    case integer(IntegerType)
    /// `float64`.
    case float
    /// `complex128`.
    case complex
    case string
    /// `[]T`.
    indirect case list(GoType)
    /// `map[string]T`.
    indirect case map(GoType)
    /// `func(…)`.
    case function
    /// Another type, by its name in Go: `time.Time`, `*semver.Version`, `chartutil.Values`.
    indirect case named(String, Kind)

    /// What Go's `reflect.Kind` says of a type.
    public enum Kind: String, Sendable {
        case bool, string, slice, map, `struct`, ptr, int64, `func`, array, interface
        case int, int8, int16, int32, uint, uint8, uint16, uint32, uint64, float64, complex128
    }
}

/// The integer types of Go that templates meet.
public enum IntegerType: String, Sendable, Hashable, CaseIterable {
    case int, int8, int16, int32, int64
    case uint, uint8, uint16, uint32, uint64

    public var isSigned: Bool {
        switch self {
        case .int, .int8, .int16, .int32, .int64: true
        case .uint, .uint8, .uint16, .uint32, .uint64: false
        }
    }
}
