// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// A manifest to delete, or tags that are deleted without their manifest.
package struct ReviewedDeletion: Sendable, Equatable, Encodable {
    package let kind: Deletion.Kind
    package let type: ImageType
    /// The release, or the operator and its version, if known.
    package let name: String?
    /// The references as they were requested, if known.
    package let origins: [String]
    /// The names that are removed.
    package let destinations: [String]
    package let digest: Digest
    /// The number of tags that are removed.
    package let tags: Int
    /// The size in bytes.
    package let size: Int64
    /// The bytes that the registry's garbage collector can free afterwards.
    package let reclaim: Int64
    /// Its checks, apart from the checks of every deletion.
    package let proof: [String]
    /// The deletions along with it.
    package let along: [ReviewedDeletion]
    /// The parts of a release or a catalog that are deleted with it.
    package let parts: DeletedParts?
}
