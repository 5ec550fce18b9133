// SPDX-License-Identifier: Apache-2.0

package import ImageAccess
package import OCI
package import Plans
import Scheduling

extension FilteredCatalog {
    /// Returns the kept part of a catalog as the archives of oc-mirror v1 have it: one JSON document after the other.
    ///
    /// `base` is the catalog, pinned by digest; without `packages`, all of it is kept.
    /// Images that bundles name by tag get the digests in `pins`. Throws `FilteredCatalogError`, and the errors of reading
    /// the catalog.
    package func index(
        of base: String,
        keeping packages: [KeptPackage]?,
        from library: ImageLibrary,
        pinning pins: [ImageReference: Digest] = [:]
    ) async throws -> [UInt8] {
        let image = try await open(try PinnedImage(base), platforms: [], from: library)
        let catalog = try await reader.read(image, expecting: Set((packages ?? []).map(\.name)))
        let packages = if let packages { packages } else { try await Self.all(of: catalog) }
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
                let isBundle = piece.document.schema == CatalogSchema.bundle
                index += (isBundle ? Self.pinned(text, pins) : text) + [0x0a]
            }
        }
        return index
    }

    /// All packages of a catalog with all of their channels.
    private static func all(of catalog: Catalog) async throws -> [KeptPackage] {
        var packages: [KeptPackage] = []
        for name in catalog.packageNames {
            guard let package = try await catalog.package(name) else { continue }
            packages.append(
                KeptPackage(
                    name: name,
                    channels: package.channels.map { channel in
                        KeptChannel(name: channel.name, entries: channel.entries.map(\.name).sorted())
                    }
                )
            )
        }
        return packages
    }

    /// Replaces names by tag in the text of a bundle.
    private static func pinned(_ text: [UInt8], _ pins: [ImageReference: Digest]) -> [UInt8] {
        guard !pins.isEmpty, let bundle = try? CatalogBundle(json: text) else { return text }
        var text = text
        for name in Set(bundle.relatedImages.map(\.image) + [bundle.image]) {
            guard let reference = try? OperatorImages.reference(name), let digest = pins[reference] else { continue }
            let pinned = "\(reference.repository)@\(digest)"
            text = text.replacing(Array("\"\(name)\"".utf8), with: Array("\"\(pinned)\"".utf8))
        }
        return text
    }
}
