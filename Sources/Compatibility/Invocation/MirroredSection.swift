// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
package import Plans

/// The parts of a configuration that v2 has a bit for.
package enum MirroredSection: Sendable, Hashable, CaseIterable {
    case releases, operators, additionalImages, charts

    /// The part that a section of the configuration is; `nil` for one that asks for no images.
    package init?(_ section: SectionName) {
        switch section {
        case .platform: self = .releases
        case .operators: self = .operators
        case .additionalImages: self = .additionalImages
        case .helm: self = .charts
        case .blockedImages, .samples: return nil
        }
    }

    /// The part that brings images of a type; `nil` for attachments, which belong to that of their image.
    package init?(_ type: ImageType) {
        switch type.traits.family {
        case .release: self = .releases
        case .operator: self = .operators
        case .additional: self = .additionalImages
        case .chart: self = .charts
        case .ofSubject: return nil
        }
    }
}
