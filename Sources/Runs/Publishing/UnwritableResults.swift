// SPDX-License-Identifier: Apache-2.0

/// A results folder that cannot be written.
package struct UnwritableResults: Error, Sendable, Equatable, CustomStringConvertible {
    package let path: String
    package let reason: String

    package var description: String {
        """
        \(path): the results cannot be written: \(reason)
        The mirror is complete. Free the place, or name another workspace, and run again.
        """
    }
}
