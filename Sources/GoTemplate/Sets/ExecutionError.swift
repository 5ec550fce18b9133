// SPDX-License-Identifier: Apache-2.0

/// Why the execution of a template stopped.
public struct ExecutionError: Error, CustomStringConvertible {
    /// The template that was executed; the one that failed may have been called by it.
    public let template: String
    /// Where it stopped; `nil` if it did not even start.
    public let place: Place?
    /// What is wrong, in Go's words; of a function's error everything, with `error calling NAME: ` before it.
    public let cause: Text
    /// The error that a function threw.
    public let underlying: (any Error)?

    /// The place of an error in the text of a template.
    public struct Place: Sendable, Equatable {
        /// The name under which the text was parsed.
        public let file: String
        /// The line, from 1.
        public let line: Int
        /// The number of bytes before the place in its line.
        public let column: Int
        /// What stands there, with single blanks.
        public let source: Text
    }

    /// Go's whole message.
    public var description: String { text.string }

    /// Go's whole message, in its bytes.
    public var text: Text {
        guard let place else { return Text("template: \(template): ") + cause }
        let position = "template: \(place.file):\(place.line):\(place.column): executing "
        return Text(position) + Text(template).quoted + Text(" at <") + place.source + Text(">: ") + cause
    }
}
