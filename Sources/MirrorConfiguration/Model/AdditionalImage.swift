// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// An element of `mirror.additionalImages`: an image to mirror for itself.
package struct AdditionalImage: Sendable {
    package let source: ImageSource
    /// The reference as it was written.
    package let text: String
    /// The repository at the target, where it differs from the source's.
    package let targetRepo: RepositoryName?
    /// The tag at the target, where it differs from the source's.
    package let targetTag: Tag?
    /// The platforms to mirror; all of them if none is named.
    package let platforms: [Platform]
    /// Where the reference stands.
    package let location: SourceLocation
}
