// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

extension PlacedImage {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var destination: PlacedName
        package var digest: Digest
        package var type: ImageType
        package var origins: [String]
        package var platforms: [String]?
        package var attachedTo: PlacedName?
        package var release: ReleaseFacts?
        package var catalog: CatalogFacts?
        package var bundle: BundleFacts?

        fileprivate init(_ whole: PlacedImage) {
            destination = whole.destination
            digest = whole.digest
            type = whole.type
            origins = whole.origins
            platforms = whole.platforms
            attachedTo = whole.attachedTo
            release = whole.release
            catalog = whole.catalog
            bundle = whole.bundle
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set {
            self = PlacedImage(
                destination: newValue.destination,
                digest: newValue.digest,
                type: newValue.type,
                origins: newValue.origins,
                platforms: newValue.platforms,
                attachedTo: newValue.attachedTo,
                release: newValue.release,
                catalog: newValue.catalog,
                bundle: newValue.bundle
            )
        }
    }
}
