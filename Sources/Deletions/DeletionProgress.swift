// SPDX-License-Identifier: Apache-2.0

package import Sections

/// What planning a deletion is busy with.
package enum DeletionProgress: Sendable, Equatable {
    /// What a section is busy with.
    case section(SectionProgress)
    case surveyed(count: Int, of: Int)
}
