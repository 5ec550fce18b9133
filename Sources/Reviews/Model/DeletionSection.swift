// SPDX-License-Identifier: Apache-2.0

/// The deletions of one section of the configuration.
package struct DeletionSection: Sendable, Equatable, Encodable {
    /// The section's name, such as `delete.platform.channels`.
    package let name: String
    /// The deletions, in natural order of their names at the target.
    package let deletions: [ReviewedDeletion]
    /// Operators of which many images are deleted, in the order of the configuration.
    package let operators: [DeletedOperator]
    /// Further parts whose wholes the plan does not name.
    package let parts: DeletedParts?
}
