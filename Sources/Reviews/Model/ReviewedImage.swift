// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// An image that is copied, updated or built.
package struct ReviewedImage: Sendable, Equatable, Encodable {
    package let kind: Action.Kind
    package let type: ImageType
    package let origins: [String]
    /// The name at the target as people read it.
    package let destination: String
    package let digest: Digest
    /// In bytes.
    package let size: Int64
    /// The bytes that are moved for it.
    package let transfer: Int64
    /// The platforms that are copied; all of them if absent.
    package let platforms: [String]?
    /// Why it is copied, and which image it replaces.
    package let reason: String
    package let isAttachment: Bool
    package let release: ReviewedRelease?
    package let recipe: ReviewedRecipe?
    /// Its parts, where it is a release or a catalog and some of them are copied too.
    package let parts: ReviewedParts?
}
