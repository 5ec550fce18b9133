// SPDX-License-Identifier: Apache-2.0

/// A place in a user's file; lines and columns are counted from 1, columns in characters.
package struct SourceLocation: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// Reads `file:line:column`, the form that `description` has; `nil` for any other text.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 2, let line = Int(parts[parts.count - 2]), let column = Int(parts[parts.count - 1]) else {
            return nil
        }
        self.init(file: parts.dropLast(2).joined(separator: ":"), line: line, column: column)
    }

    package var description: String { "\(file):\(line):\(column)" }

    /// The place with another file name, such as the one in plans.
    package func place(in path: String) -> SourceLocation { SourceLocation(file: path, line: line, column: column) }

    package static func < (left: Self, right: Self) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

/// A value and its place in a user's file.
package struct Located<Value> {
    package let value: Value
    package let location: SourceLocation

    package init(_ value: Value, at location: SourceLocation) {
        self.value = value
        self.location = location
    }

    /// Another value at the same place.
    package func map<Other, Failure: Error>(
        _ transform: (Value) throws(Failure) -> Other
    ) throws(Failure) -> Located<Other> {
        Located<Other>(try transform(value), at: location)
    }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
