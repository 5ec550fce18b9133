// SPDX-License-Identifier: Apache-2.0

/// A function that templates call, with the types that Go's compiler would know of it.
///
/// The evaluator checks and converts the arguments as Go's `text/template` does before it calls `body`, so `body` may rely on
/// their number and types: a parameter of type `string` gets a `.string`, one of type `int` an `.integer(_, .int)`, one of
/// type `map(.any)` a `.map`, one of type `any` whatever there is.
public final class Function {
    /// The types of the fixed parameters.
    public let parameters: [GoType]
    /// The type of each further argument, for a variadic function.
    public let rest: GoType?
    /// The type of the result; `any` for `interface {}`, which templates look into.
    public let result: GoType
    /// The work; what it throws becomes `error calling NAME: …`.
    public let body: ([Value]) throws -> Value
    /// What is wrong with a method that no template can call, because it has other results than a value and an error.
    public let complaint: Text?

    public init(
        _ parameters: [GoType],
        rest: GoType? = nil,
        result: GoType = .any,
        _ body: @escaping ([Value]) throws -> Value
    ) {
        self.parameters = parameters
        self.rest = rest
        self.result = result
        self.body = body
        complaint = nil
    }

    /// Makes a method without parameters that exists in Go, but that no template can call.
    public init(complaint: Text) {
        parameters = []
        rest = nil
        result = .any
        body = { _ in .null }
        self.complaint = complaint
    }
}
