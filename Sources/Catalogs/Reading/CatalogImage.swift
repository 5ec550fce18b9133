// SPDX-License-Identifier: Apache-2.0

package import ImageBuilding
package import OCI

/// The image of a catalog, as far as reading it needs: one platform's layers, and where in them the catalog lies.
package struct CatalogImage: Sendable {
    /// The label that names the folder of a file-based catalog (operator-registry, `opm`).
    package static let rootLabel = "operators.operatorframework.io.index.configs.v1"

    package let place: ImagePlace
    /// The digest that pins the catalog: of an index, or of the only image.
    package let digest: Digest
    /// The image that is read: the one for linux/amd64, or else the first by name, on every machine the same.
    package let instance: Digest
    /// The layers of that image, base first.
    package let layers: [Descriptor]
    /// The folder with the catalog, normalized, without slashes around it.
    package let root: String
    /// How errors call the catalog: the reference as it was written.
    package let name: String

    package init(
        place: ImagePlace,
        digest: Digest,
        instance: Digest,
        layers: [Descriptor],
        root: String,
        name: String
    ) {
        self.place = place
        self.digest = digest
        self.instance = instance
        self.layers = layers
        self.root = root
        self.name = name
    }

    /// Opens the catalog with the given digest.
    ///
    /// Throws `CatalogError` where the image is no file-based catalog, and what reading it throws.
    package static func open(
        _ digest: Digest,
        at place: ImagePlace,
        platforms: [Platform],
        name: String
    ) async throws -> CatalogImage {
        fatalError("to come")
    }
}
