// SPDX-License-Identifier: Apache-2.0

/// What one section of the configuration asks for.
package struct ReviewSection: Sendable, Equatable, Encodable {
    /// Such as `mirror.additionalImages`.
    package let name: String
    package let coverage: AttachmentCoverage
    /// In natural order of their destinations, each image followed by its attachments.
    package let images: [ReviewedImage]
}
