// SPDX-License-Identifier: Apache-2.0

/// The images of one section of the configuration.
package struct ReviewSection: Sendable, Equatable, Encodable {
    /// The section's name, such as `mirror.additionalImages`.
    package let name: String
    package let coverage: AttachmentCoverage
    /// The images in natural order of their destinations, each followed by its attachments.
    package let images: [ReviewedImage]
}
