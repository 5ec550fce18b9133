// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// An image that is copied, updated or built.
package struct ReviewedImage: Sendable, Equatable, Encodable {
    package let kind: Action.Kind
    package let type: ImageType
    package let origins: [String]
    /// The name at the target, for people.
    package let destination: String
    package let digest: Digest
    /// The size in bytes.
    package let size: Int64
    /// The bytes to transfer.
    package let transfer: Int64
    /// The copied platforms; absent if all are copied.
    package let platforms: [String]?
    /// The reason to copy it, and the image that it replaces.
    package let reason: String
    /// What brought it about, if the plan tells.
    package let cause: ChangeCause?
    /// The image before and after, for an update whose images tell of themselves.
    package let replaced: ReplacedContent?
    /// What the destination held when the plan was made.
    package let before: Digest?
    package let isAttachment: Bool
    package let release: ReviewedRelease?
    package let recipe: ReviewedRecipe?
    /// Its copied parts, if it is a release or a catalog.
    package let parts: ReviewedParts?
}
