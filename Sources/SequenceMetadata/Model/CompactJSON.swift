// SPDX-License-Identifier: Apache-2.0

/// A JSON value as text, without blanks between its parts.
package struct CompactJSON: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// Takes a text that is known to be JSON.
    init(checked text: String) { description = text }
}
