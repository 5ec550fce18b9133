// SPDX-License-Identifier: Apache-2.0

import JSONDocuments
import Layers
import OCI

/// The documents of a catalog whose exact bytes are wanted, in order.
struct WantedDocuments: Sendable {
    /// A file with its wanted documents.
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

    /// A layer with wanted documents, and the part of it to read.
    struct Source: Hashable {
        let layer: Digest
        let part: LayerPart
    }

    /// The layers with wanted documents, in order.
    var sources: [Source] {
        var seen: Set<Source> = []
        return files.map(Self.source).filter { seen.insert($0).inserted }
    }

    /// The files in a layer, by number.
    func files(in source: Source) -> [Int: File] {
        let files = files.filter { Self.source($0) == source }
        return Dictionary(files.map { ($0.origin.number, $0) }) { first, _ in first }
    }

    private static func source(_ file: File) -> Source { Source(layer: file.file.layer, part: file.origin.part) }

    /// Whether no layer must be read for them.
    var areInMemory: Bool {
        files.allSatisfy { file in
            file.documents.allSatisfy {
                CatalogSchema.isKeptWhole($0.schema, $0.format) || catalog.retained[key($0, file)] != nil
            }
        }
    }

    /// Passes on documents that are in memory.
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

    /// Checks the whole document, including the parts that were skipped when the catalog was read.
    func validate(
        _ bytes: [UInt8],
        of document: CatalogDocument,
        in file: CatalogFile,
        with parser: JSONDocumentParser
    ) throws(CatalogError) {
        // A YAML document was translated completely.
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
