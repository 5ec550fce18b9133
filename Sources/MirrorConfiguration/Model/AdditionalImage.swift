// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// An element of `mirror.additionalImages`: a single image to mirror.
package struct AdditionalImage: Sendable {
    package let source: ImageSource
    /// The reference as it was written.
    package let text: String
    /// The repository at the target, if it differs from the source's.
    package let targetRepo: RepositoryName?
    /// The tag at the target, if it differs from the source's.
    package let targetTag: Tag?
    /// The platforms to mirror; empty means all.
    package let platforms: [Platform]
    /// The place of the reference.
    package let location: SourceLocation
}
