// SPDX-License-Identifier: Apache-2.0

package import Sections

/// What happens while a plan is made.
package enum PlanEvent: Sendable, Equatable {
    /// So many bytes of an archive were read.
    case readingArchive(bytes: Int64, of: Int64)
    /// A blob of an archive is damaged, and where.
    case damaged(path: String, message: String)
    /// So many more blobs are damaged.
    case moreDamaged(count: Int)
    /// What a section is busy with.
    case section(SectionProgress)
    /// So many images were looked at.
    case observed(count: Int, of: Int)
    /// What a reviewer should know about the folder of an archive, and look at before applying; it may have lines.
    case remark(String)
    /// So many repositories were looked through for images to prune.
    case surveyed(count: Int, of: Int)
}
