// SPDX-License-Identifier: Apache-2.0

/// The folder of an archive, or what goes into it, is not what the plan was made for.
package struct StaleArchive: Error, Sendable, Equatable, CustomStringConvertible {
    package let message: String

    package init(message: String) { self.message = message }

    package var description: String { "the plan is stale: \(message)\nPlan again; nothing was changed." }
}
