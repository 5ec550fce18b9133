// SPDX-License-Identifier: Apache-2.0

/// What one section of the configuration deletes.
package struct DeletionSection: Sendable, Equatable, Encodable {
    /// Such as `delete.platform.channels`.
    package let name: String
    /// In natural order of their names at the target.
    package let deletions: [ReviewedDeletion]
    /// Operators of which many images are deleted, in the order of the configuration.
    package let operators: [DeletedOperator]
    /// Many parts of which the plan does not tell what they belong to.
    package let parts: DeletedParts?
}
