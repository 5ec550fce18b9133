// SPDX-License-Identifier: Apache-2.0

/// The parts that the section `mirror` may have, by their names in the file.
package enum SectionName: String, Sendable, CaseIterable {
    case platform
    case operators
    case additionalImages
    case helm
    case blockedImages
    case samples

    /// The sections that this version supports.
    package static let supported = Set(allCases)
}
