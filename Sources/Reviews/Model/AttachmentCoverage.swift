// SPDX-License-Identifier: Apache-2.0

/// The number of images in a section with signatures or other attachments.
///
/// If somebody removed a signature from a plan, the plan would show no trace of it. This count is the trace, so it is shown
/// for every section, even if it is zero.
package struct AttachmentCoverage: Sendable, Equatable, Encodable {
    /// The number of images, without attachments and without parts that are only counted with their whole.
    package let images: Int
    /// The number of images that are copied and not built.
    package let copied: Int
    /// The number of copied images without an attachment, both in the plan and at the target.
    package let without: Int
}
