// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// The text of an error that ends a command.
package struct FailureText: Sendable {
    /// The lines, without a line feed at the end.
    package let text: String

    package init(_ error: any Error) {
        // Findings have their own severity and place.
        if let error = error as? FindingsError {
            text = error.description
            return
        }
        guard !(error is CancellationError) else {
            text = "interrupted: nothing was changed"
            return
        }
        let lines = error.inWords.split(separator: "\n", omittingEmptySubsequences: false)
        text = "error: " + lines.map { printable(String($0)) }.joined(separator: "\n  ")
    }
}
