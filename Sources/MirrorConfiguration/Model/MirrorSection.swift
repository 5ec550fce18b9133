// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// The section `mirror`: what to mirror.
package struct MirrorSection: Sendable {
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
    package let sections: [SectionName: SourceLocation]
}
