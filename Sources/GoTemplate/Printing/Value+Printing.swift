// SPDX-License-Identifier: Apache-2.0

extension Value {
    /// The value as Go's `%v` prints it.
    public var printed: Text { Text() }

    /// Whether `if` takes its first branch for the value: it is not zero, `false`, empty or nothing.
    public var isTrue: Bool { false }

    /// Whether two values are equal in the sense of `reflect.DeepEqual`.
    public func isDeeplyEqual(to other: Value) -> Bool { false }

    /// Throws if the value is nested too deeply or too large to be worked through, as one that contains itself.
    ///
    /// Whoever walks through a whole value by recursion asks this first.
    public func requireBounded() throws(FunctionError) {}
}

/// Formats as Go's `fmt.Sprintf`.
public func formatted(_ format: Text, _ arguments: [Value]) -> Text { Text() }

extension Text {
    /// The text as a literal of Go, in double quotes: `strconv.Quote`.
    public var quoted: Text { self }
}

extension GoType: CustomStringConvertible {
    /// The type as Go's `%T` prints it.
    public var description: String { "" }
}
