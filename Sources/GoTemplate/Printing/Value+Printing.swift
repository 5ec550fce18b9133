// SPDX-License-Identifier: Apache-2.0

extension Value {
    /// The value as Go's `%v` prints it.
    ///
    /// A value that contains itself is cut somewhere.
    public var printed: Text {
        if case .string(let text) = self { return text }
        var printer = Printer()
        printer.printArgument(self, "v")
        return Text(printer.output)
    }
}

extension GoType: CustomStringConvertible {
    /// The type as Go's `%T` prints it.
    public var description: String {
        switch self {
        case .any: "interface {}"
        case .bool: "bool"
        case .integer(let type): type.rawValue
        case .float: "float64"
        case .complex: "complex128"
        case .string: "string"
        case .list(let element): "[]\(element)"
        case .map(let element): "map[string]\(element)"
        case .function: "func()"
        case .named(let name, _): name
        }
    }

    /// The type that a pointer leads to; any other type is itself.
    var pointee: GoType {
        guard case .named(let name, .ptr) = self, name.hasPrefix("*") else { return self }
        return .named(String(name.dropFirst()), .struct)
    }

    /// What kind of type it is.
    public var kind: Kind {
        switch self {
        case .any: .interface
        case .bool: .bool
        case .integer(let type): Kind(rawValue: type.rawValue) ?? .int
        case .float: .float64
        case .complex: .complex128
        case .string: .string
        case .list: .slice
        case .map: .map
        case .function: .func
        case .named(_, let kind): kind
        }
    }
}
