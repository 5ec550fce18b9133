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

/// A slice of Go, `[]T`, whose elements are never changed in place.
public struct List {
    public var elements: [Value]
    /// The type of the elements: `any` for `[]interface {}`, `string` for `[]string`, `integer(.uint8)` for `[]byte`.
    public var element: GoType
    /// Whether this is Go's `nil` slice: it has no elements, and is `null` in JSON.
    public var isNil: Bool

    public init(_ elements: [Value], of element: GoType = .any, isNil: Bool = false) {
        self.elements = elements
        self.element = element
        self.isNil = isNil
    }

    public var type: GoType { .list(element) }
}

/// A map of Go with texts as keys, which is shared: functions such as `set` change it for all that hold it.
public final class Map {
    /// The entries, if this map does not share those of another.
    private var own: [Text: Value]
    /// The map whose entries these are too.
    private let origin: Map?
    /// The type: `map(.any)` for `map[string]interface {}`, or a named one such as `chartutil.Values`.
    public let type: GoType
    /// The type of the values.
    public let element: GoType
    /// Whether this is Go's `nil` map: it has no entries.
    public let isNil: Bool
    /// The methods of a named map, which win over its keys.
    public let methods: [String: Function]

    public init(_ entries: [Text: Value] = [:], of element: GoType = .any, isNil: Bool = false) {
        own = entries
        origin = nil
        type = .map(element)
        self.element = element
        self.isNil = isNil
        methods = [:]
    }

    /// Makes a map of a named type with methods, such as `chartutil.Values`.
    public init(named name: String, _ entries: [Text: Value], of element: GoType = .any, methods: [String: Function]) {
        own = entries
        origin = nil
        type = .named(name, .map)
        self.element = element
        isNil = false
        self.methods = methods
    }

    /// Makes a map of a named type that has its entries together with another map, as after a conversion in Go.
    public init(named name: String, sharing map: Map, methods: [String: Function]) {
        own = [:]
        origin = map.origin ?? map
        type = .named(name, .map)
        element = map.element
        isNil = map.isNil
        self.methods = methods
    }

    public var entries: [Text: Value] {
        get { origin?.own ?? own }
        _modify {
            if let origin { yield &origin.own } else { yield &own }
        }
    }

    /// The keys in the order of their bytes, in which templates go through a map.
    public var sortedKeys: [Text] { entries.keys.sorted() }
}
