// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI
import RegularExpressions

/// The section `mirror`: the images to mirror.
package struct Mirror: Sendable {
    /// The parts of the section, by their names in the file.
    package enum Section: String, Sendable, CaseIterable {
        case platform
        case operators
        case additionalImages
        case helm
        case blockedImages
        case samples

        /// The sections that this version supports.
        package static let supported = Set(allCases).subtracting([.helm])
    }

    package let platform: PlatformSection?
    package let operators: [OperatorCatalog]
    package let additionalImages: [AdditionalImage]
    package let helm: HelmSection?
    package let blockedImages: [BlockedImage]
    /// The samples; nothing was ever mirrored for them, but the format has them.
    package let samples: [Located<String>]
    /// The beginning of the section.
    package let location: SourceLocation
    /// The place of each section's key, for the sections in the file.
    package let sections: [Section: SourceLocation]
}

/// An element of `mirror.additionalImages`: a single image to mirror.
package struct AdditionalImage: Sendable {
    package let source: ImageSource
    /// The reference as it was written.
    package let text: String
    /// The repository at the target, if it differs from the source's.
    package let targetRepo: RepositoryName?
    /// The tag at the target, if it differs from the source's.
    package let targetTag: Tag?
    /// The platforms to mirror; empty means all.
    package let platforms: [Platform]
    /// The place of the reference.
    package let location: SourceLocation
}

/// An element of `mirror.blockedImages`: a pattern for images that must not be mirrored.
package struct BlockedImage: Sendable {
    /// A regular expression, which may match any part of a reference.
    package let pattern: String
    package let location: SourceLocation
    private let expression: RegularExpression

    init(pattern: String, location: SourceLocation, expression: RegularExpression) {
        self.pattern = pattern
        self.location = location
        self.expression = expression
    }

    /// Whether the pattern matches anywhere in a reference, which is given without its transport.
    package func matches(_ reference: String) -> Bool { expression.matches(reference) }
}
