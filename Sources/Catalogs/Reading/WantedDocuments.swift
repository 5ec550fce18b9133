// SPDX-License-Identifier: Apache-2.0

import JSONDocuments
import Layers
import OCI

/// The documents of a catalog that are wanted as they are, in order.
struct WantedDocuments: Sendable {
    /// A file and the wanted ones of its documents.
    struct File: Sendable {
        let file: CatalogFile
        let origin: Catalog.Origin
        let documents: [CatalogDocument]
    }

    private let catalog: Catalog
    private let files: [File]

    init(of catalog: Catalog, where isWanted: (CatalogDocument) -> Bool) {
        self.catalog = catalog
        files = zip(catalog.files, catalog.origins).compactMap { file, origin in
            let documents = file.documents.filter(isWanted)
            return documents.isEmpty ? nil : File(file: file, origin: origin, documents: documents)
        }
    }

    /// A layer that holds some of them, and what has to be read of it.
    struct Source: Hashable {
        let layer: Digest
        let part: LayerPart
    }

    /// The layers that hold them, in order.
    var sources: [Source] {
        var seen: Set<Source> = []
        return files.map(Self.source).filter { seen.insert($0).inserted }
    }

    /// The files in a layer by their numbers.
    func files(in source: Source) -> [Int: File] {
        let files = files.filter { Self.source($0) == source }
        return Dictionary(files.map { ($0.origin.number, $0) }) { first, _ in first }
    }

    private static func source(_ file: File) -> Source { Source(layer: file.file.layer, part: file.origin.part) }

    /// Whether no layer needs to be read for them.
    var areInMemory: Bool {
        files.allSatisfy { file in
            file.documents.allSatisfy {
                CatalogSchema.isKeptWhole($0.schema, $0.format) || catalog.retained[key($0, file)] != nil
            }
        }
    }

    /// Hands over documents that are in memory.
    func deliver(_ body: DocumentDelivery.Body) throws {
        var reader = PieceReader()
        let parser = JSONDocumentParser()
        for file in files {
            for document in file.documents {
                let bytes =
                    try catalog.retained[key(document, file)] ?? reader.bytes(of: catalog.pieces[document.number])
                try validate(bytes, of: document, in: file.file, with: parser)
                try body(file.file, document, bytes)
            }
        }
    }

    /// Makes sure that all of a document is what it should be, also what was skipped when the catalog was read.
    func validate(
        _ bytes: [UInt8],
        of document: CatalogDocument,
        in file: CatalogFile,
        with parser: JSONDocumentParser
    ) throws(CatalogError) {
        // YAML was translated from its first to its last byte.
        guard document.format == .json else { return }
        do throws(JSONDocumentError) {
            try parser.validate(bytes)
        } catch {
            throw CatalogError(error, of: document, in: file, of: catalog.name)
        }
    }

    private func key(_ document: CatalogDocument, _ file: File) -> RetainedDocuments.Key {
        .init(layer: file.file.layer, part: file.origin.part, file: file.origin.number, offset: document.offset)
    }
}
