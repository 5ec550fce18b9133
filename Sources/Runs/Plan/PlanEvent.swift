// SPDX-License-Identifier: Apache-2.0

package import Sections

/// An event while a plan is made.
package enum PlanEvent: Sendable, Equatable {
    /// This many bytes of an archive were read.
    case readingArchive(bytes: Int64, of: Int64)
    /// A blob of an archive is damaged, with its place.
    case damaged(path: String, message: String)
    /// This many more blobs are damaged.
    case moreDamaged(count: Int)
    /// The progress of a section.
    case section(SectionProgress)
    /// This many images were looked at.
    case observed(count: Int, of: Int)
    /// A remark about the folder of an archive that a reviewer should check before applying; may have several lines.
    case remark(String)
    /// This many repositories were surveyed for images to prune.
    case surveyed(count: Int, of: Int)
}
