// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// The section `mirror`: the images to mirror.
package struct MirrorSection: Sendable {
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
    package let sections: [SectionName: SourceLocation]
}
