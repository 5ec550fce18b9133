// SPDX-License-Identifier: Apache-2.0

/// The error of a function that a template called: the text of Go's error, or of its panic.
public struct FunctionError: Error {
    public let message: Text

    public init(_ message: Text) { self.message = message }
}
