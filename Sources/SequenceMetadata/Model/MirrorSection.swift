// SPDX-License-Identifier: Apache-2.0

/// The section `mirror` of a v1alpha2 configuration, as the metadata records it.
package struct MirrorSection: Sendable, Hashable {
    package let platform: RecordedPlatform
    package let catalogs: [ConfiguredCatalog]
    /// The names of the additional images.
    package let additionalImages: [String]
    package let helm: RecordedHelm
    /// The patterns of blocked images.
    package let blockedImages: [String]
    /// The names of the samples, which oc-mirror accepts and does nothing with.
    package let samples: [String]

    package init(
        platform: RecordedPlatform = RecordedPlatform(),
        catalogs: [ConfiguredCatalog] = [],
        additionalImages: [String] = [],
        helm: RecordedHelm = RecordedHelm(),
        blockedImages: [String] = [],
        samples: [String] = []
    ) {
        self.platform = platform
        self.catalogs = catalogs
        self.additionalImages = additionalImages
        self.helm = helm
        self.blockedImages = blockedImages
        self.samples = samples
    }
}
