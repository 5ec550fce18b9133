// SPDX-License-Identifier: Apache-2.0

/// A struct of Go, a pointer to one, or another value of a named type with methods: `.Chart`, `.Files`, a time, a version.
public protocol Object: AnyObject {
    /// The type by its name in Go, with its kind.
    var type: GoType { get }

    /// Returns a field; `nil` when the type has none of that name.
    func field(_ name: String) -> Value?

    /// Returns a method; `nil` when the type has none of that name.
    func method(_ name: String) -> Function?

    /// What Go's `String()` or `Error()` returns; `nil` when the type has neither, so that the fields are printed.
    var description: Text? { get }

    /// What an action prints that has nothing but this value, if that is not `description`: what the `String()` of a pointer
    /// to the type returns, which Go calls only there.
    var actionDescription: Text? { get }

    /// The value without its name, such as the entries of a named map or the fields of a struct in their order;
    /// how it is printed by `%v` without a `String()`, ranged over, measured and converted to JSON and YAML.
    var underlying: Underlying { get }

    /// The value as JSON and YAML have it, if that is not `underlying`: names of fields, and which are left out when empty.
    var json: Underlying { get }

    /// Whether two objects are equal in the sense of `reflect.DeepEqual`.
    func equals(_ other: any Object) -> Bool
}

/// What a named value of Go is underneath.
public enum Underlying {
    case fields([(name: String, value: Value)])
    case value(Value)
}

extension Object {
    public func field(_ name: String) -> Value? { nil }
    public func method(_ name: String) -> Function? { nil }
    public var description: Text? { nil }
    public var actionDescription: Text? { description }
    public var json: Underlying { underlying }
    public func equals(_ other: any Object) -> Bool { self === other }
}
