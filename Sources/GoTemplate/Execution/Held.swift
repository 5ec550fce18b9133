// SPDX-License-Identifier: Apache-2.0

/// A value on its way through an expression, as Go's `reflect.Value`: with what Go knows of it without looking inside.
struct Held {
    let value: Value
    let view: View
    /// Whether the value was taken out of an `interface {}`, so that Go cannot take its address.
    private(set) var isCopy = false

    /// How Go sees a value.
    enum View {
        /// There is none, and no type.
        case missing
        /// By its own type.
        case exact
        /// Through `interface {}`, behind which there may be nothing.
        case interface
    }

    static var missing: Held { Held(.null, .missing) }

    init(_ value: Value, _ view: View) {
        self.value = value
        if view == .exact, case .null = value { self.view = .missing } else { self.view = view }
    }

    /// A value that comes out of something whose parts have this type.
    init(_ value: Value, declaredAs type: GoType) {
        if case .any = type { self.init(value, .interface) } else { self.init(value, .exact) }
    }

    var isMissing: Bool { view == .missing }

    var isNull: Bool { if case .null = value { true } else { false } }

    /// The value that `interface {}` holds.
    var unwrapped: Held {
        guard view == .interface else { return self }
        var held = Held(value, .exact)
        held.isCopy = true
        return held
    }

    /// The type that Go gives the expression.
    var staticType: GoType { view == .interface ? .any : value.type }
}
