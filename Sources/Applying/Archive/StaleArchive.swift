// SPDX-License-Identifier: Apache-2.0

/// An error that the folder of an archive, or its content, is not as the plan expects.
package struct StaleArchive: Error, Sendable, Equatable, CustomStringConvertible {
    package let message: String

    package init(message: String) { self.message = message }

    package var description: String { "the plan is stale: \(message)\nRun `mirror plan` again; nothing was changed." }
}
