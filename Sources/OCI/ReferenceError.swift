// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// An error that a text is not the expected kind of reference.
package struct ReferenceError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The text that was found.
    package let text: String
    /// The problem with it.
    package let message: String

    package init(text: String, message: String) {
        self.text = text.hidingCredentials
        self.message = message.hidingCredentials
    }

    package var description: String { "`\(text)`: \(message)" }
}
