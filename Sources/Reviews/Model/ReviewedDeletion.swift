// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// A manifest that is deleted, or tags that are deleted without theirs.
package struct ReviewedDeletion: Sendable, Equatable, Encodable {
    package let kind: Deletion.Kind
    package let type: ImageType
    /// The references as they were asked for, as far as they are known.
    package let origins: [String]
    /// The names that vanish.
    package let destinations: [String]
    package let digest: Digest
    /// How many tags vanish.
    package let tags: Int
    /// In bytes.
    package let size: Int64
    /// The bytes that the registry's garbage collector can free afterwards.
    package let reclaim: Int64
    /// What was checked beside what was checked for every deletion.
    package let proof: [String]
    /// What is deleted along with it.
    package let along: [ReviewedDeletion]
    /// The parts of a release or of a catalog that are deleted because it is.
    package let parts: DeletedParts?
}
