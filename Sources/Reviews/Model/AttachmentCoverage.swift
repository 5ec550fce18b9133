// SPDX-License-Identifier: Apache-2.0

/// How many images of a section come with signatures or other attachments.
///
/// A plan names what it copies, so a signature that somebody took out of it leaves no trace there. This count is the
/// trace, so it is shown for every section, also when it is zero.
package struct AttachmentCoverage: Sendable, Equatable, Encodable {
    /// Without attachments; parts that are only counted behind their whole are not among them.
    package let images: Int
    /// Those that are copied instead of built.
    package let copied: Int
    /// Those that are copied and have no attachment, neither in the plan nor at the target.
    package let without: Int
}
