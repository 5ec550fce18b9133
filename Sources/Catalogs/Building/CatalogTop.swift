// SPDX-License-Identifier: Apache-2.0

import Archives
import ImageBuilding
import Layers
import OCI

/// What is put on top of each platform's image of a catalog.
struct CatalogTop {
    let reader: CatalogReader
    let image: CatalogImage
    /// Where the catalog's folder really lies in the image that is read.
    let place: ImageFolders.Place

    /// The layers with what is kept and what hides the rest, the lowest first.
    ///
    /// Throws `FilteredCatalogError` where the platform has the catalog's folder elsewhere, and what reading layers throws.
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
        // What is kept is the same for all platforms, and has the folders above it as one of them has them.
        guard own.folders != place.folders else { return [lower, content] }
        var above = FolderMembers()
        try above.add(own.folders.map { .init(path: $0.path, attributes: $0.attributes ?? .implied) })
        let upper = try TarWriter.archive(above.entries.map { ($0, []) })
        return [lower, content, TopLayer(upper, comment: "the folders above the catalog")]
    }
}
