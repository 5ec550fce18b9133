// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// A text is not the reference it should be.
package struct ReferenceError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was found.
    package let text: String
    /// What is wrong with it.
    package let message: String

    package init(text: String, message: String) {
        self.text = text.hidingCredentials
        self.message = message.hidingCredentials
    }

    package var description: String { "`\(text)`: \(message)" }
}
