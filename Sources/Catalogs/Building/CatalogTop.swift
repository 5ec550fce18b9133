// SPDX-License-Identifier: Apache-2.0

import Archives
import ImageBuilding
import Layers
import OCI

/// The layers that are put on top of each platform's image of a catalog.
struct CatalogTop {
    let reader: CatalogReader
    let image: CatalogImage
    /// The real place of the catalog's folder in the image that was read.
    let place: ImageFolders.Place

    /// Returns the layers with the kept part and with the whiteouts, the lowest first.
    ///
    /// Throws `FilteredCatalogError` if the platform has the catalog's folder elsewhere, and the errors of reading
    /// layers.
    func layers(around content: TopLayer, for served: ServedCatalog, on layers: [Descriptor]) async throws -> [TopLayer]
    {
        let whiteouts = WhiteoutLayer(root: image.root, served)
        let folders = try await reader.folders(above: whiteouts.members + [image.root], in: layers, at: image.place)
        guard let own = folders.places[image.root], own.path == place.path else {
            throw FilteredCatalogError.image(
                catalog: image.name,
                "its platforms have the catalog's folder `/\(image.root)` at different places"
            )
        }
        let lower = TopLayer(try whiteouts.bytes(folders), comment: "without the whole catalog")
        // The kept part is the same for all platforms. Its folders above are those of one platform.
        guard own.folders != place.folders else { return [lower, content] }
        var above = FolderMembers()
        try above.add(own.folders.map { .init(path: $0.path, attributes: $0.attributes ?? .implied) })
        let upper = try TarWriter.archive(above.entries.map { ($0, []) })
        return [lower, content, TopLayer(upper, comment: "the folders above the catalog")]
    }
}
