// SPDX-License-Identifier: Apache-2.0

package import ImageAccess
import OCI
package import Plans
import Scheduling

extension FilteredCatalog {
    /// Returns the kept part of a catalog as the archives of oc-mirror v1 have it: one JSON document after the other.
    ///
    /// Throws `FilteredCatalogError`, and the errors of reading the catalog.
    package func index(of recipe: BuildRecipe, from library: ImageLibrary) async throws -> [UInt8] {
        let base = try PinnedImage(recipe.base)
        let image = try await open(base, platforms: [], from: library)
        let packages = recipe.packages ?? []
        let catalog = try await reader.read(image, expecting: Set(packages.map(\.name)))
        let documents = ImageDocuments(reader: reader, catalog: catalog, image: image)
        let pieces = try await CatalogPieces(of: documents, named: image.name, keeping: packages)
        let copied = pieces.copied
        let texts = Guarded<[CatalogDocument: [UInt8]]>([:])
        if !copied.isEmpty {
            try await documents.documents(where: { copied.contains($0) }) { _, document, bytes in
                let text = document.format == .yaml ? try YAMLTranslation(bytes, line: document.line).json : bytes
                texts.withLock { $0[document] = text }
            }
        }
        let found = texts.withLock { $0 }
        var index: [UInt8] = []
        for file in pieces.files {
            for piece in file.pieces {
                guard let text = piece.edited ?? found[piece.document] else {
                    throw FilteredCatalogError.document(
                        catalog: image.name,
                        place: file.path,
                        "\(piece.document.schema) `\(piece.document.name)` is not there any more"
                    )
                }
                index += text + [0x0a]
            }
        }
        return index
    }
}
