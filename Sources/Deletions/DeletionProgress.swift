// SPDX-License-Identifier: Apache-2.0

package import Sections

/// The progress of planning a deletion.
package enum DeletionProgress: Sendable, Equatable {
    /// The progress of a section.
    case section(SectionProgress)
    case surveyed(count: Int, of: Int)
}
