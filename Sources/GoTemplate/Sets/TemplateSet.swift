// SPDX-License-Identifier: Apache-2.0

/// Templates that call each other by name, and the functions they call: Go's `template.Template` with those associated with it.
///
/// A set belongs to one task. Executing it changes nothing in it but its budget.
public final class TemplateSet {
    public init(
        functions: [String: Function] = [:],
        missingKey: MissingKey = .default,
        limits: ExecutionLimits = ExecutionLimits()
    ) {
    }

    /// Adds functions; one of the same name replaces an older one, for templates that were parsed before as well.
    public func add(functions: [String: Function]) {
    }

    /// Parses a text and adds it under a name, and what it defines under theirs.
    ///
    /// As in Go, a later definition replaces an earlier one of another text, but one that is empty replaces nothing.
    public func parse(_ text: Text, named name: String) throws(ParseError) {
    }

    public func contains(_ name: String) -> Bool {
        false
    }

    /// The names of all templates of the set.
    public var names: [String] { [] }

    /// Executes a template and returns its output.
    ///
    /// A function that a template calls may execute another one of the same set: both share one budget.
    public func execute(_ name: String, with dot: Value) throws(ExecutionError) -> Text {
        Text()
    }

    /// Returns a set with the same templates and functions, which can be changed without changing this one.
    ///
    /// The copy shares the budget of this set.
    public func copy() -> TemplateSet {
        self
    }
}

/// What a key that a map does not have is worth.
public enum MissingKey: Sendable {
    /// No value at all, which prints as `<no value>` and has any field: Go's `missingkey=default`.
    case `default`
    /// The zero value of the map's elements: Go's `missingkey=zero`.
    case zero
    /// An error: Go's `missingkey=error`.
    case error
}
