// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// Tests spell images as the file of a plan does: one field beside the other.
extension PlacedImage {
    package init(
        destination: PlacedName,
        digest: Digest,
        type: ImageType,
        origins: [String],
        platforms: [String]? = nil,
        attachedTo: PlacedName? = nil,
        release: ReleaseFacts? = nil,
        catalog: CatalogFacts? = nil,
        bundle: BundleFacts? = nil
    ) {
        self.init(
            ImageIdentity(type, origins: origins, digest: digest, platforms: platforms),
            at: destination,
            attachedTo: attachedTo,
            facts: release.map(SectionFacts.release) ?? catalog.map(SectionFacts.catalog)
                ?? bundle.map(SectionFacts.bundle)
        )
    }
}
