// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI
import RegularExpressions

/// The section `mirror`: what to mirror.
package struct Mirror: Sendable {
    /// The parts that the section may have, by their names in the file.
    package enum Section: String, Sendable, CaseIterable {
        case platform
        case operators
        case additionalImages
        case helm
        case blockedImages
        case samples

        /// The sections whose images this version finds.
        package static let supported = Set(allCases).subtracting([.helm])
    }

    package let platform: PlatformSection?
    package let operators: [OperatorCatalog]
    package let additionalImages: [AdditionalImage]
    package let helm: HelmSection?
    package let blockedImages: [BlockedImage]
    /// Names for which nothing was ever mirrored; the format has them, so they are read.
    package let samples: [Located<String>]
    /// Where the section begins.
    package let location: SourceLocation
    /// Where the key of each section stands that the file has.
    package let sections: [Section: SourceLocation]
}

/// An element of `mirror.additionalImages`: an image to mirror for itself.
package struct AdditionalImage: Sendable {
    package let source: ImageSource
    /// The reference as it was written.
    package let text: String
    /// The repository at the target, where it differs from the source's.
    package let targetRepo: RepositoryName?
    /// The tag at the target, where it differs from the source's.
    package let targetTag: Tag?
    /// The platforms to mirror; all of them if none is named.
    package let platforms: [Platform]
    /// Where the reference stands.
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

    /// Whether the pattern is found anywhere in a reference, which is given without its transport.
    package func matches(_ reference: String) -> Bool { expression.matches(reference) }
}
