// SPDX-License-Identifier: Apache-2.0

import Archives
import JSONDocuments
import Layouts
import OCI
import Scheduling

/// The documents of a catalog that are wanted as they are, in order.
struct WantedDocuments: Sendable {
    /// A file and the wanted ones of its documents.
    struct File: Sendable {
        let file: CatalogFile
        let number: Int
        let documents: [CatalogDocument]
    }

    private let catalog: Catalog
    private let files: [File]

    init(of catalog: Catalog, where isWanted: (CatalogDocument) -> Bool) {
        self.catalog = catalog
        files = zip(catalog.files, catalog.fileNumbers).compactMap { file, number in
            let documents = file.documents.filter(isWanted)
            return documents.isEmpty ? nil : File(file: file, number: number, documents: documents)
        }
    }

    /// The layers that hold them, in order.
    var layers: [Digest] {
        var seen: Set<Digest> = []
        return files.map(\.file.layer).filter { seen.insert($0).inserted }
    }

    /// The files in a layer by their numbers.
    func files(in layer: Digest) -> [Int: File] {
        Dictionary(files.filter { $0.file.layer == layer }.map { ($0.number, $0) }) { first, _ in first }
    }

    /// Whether no layer needs to be read for them.
    var areInMemory: Bool {
        files.allSatisfy { file in
            file.documents.allSatisfy { CatalogSchema.isKeptWhole($0.schema) || catalog.retained[key($0, file)] != nil }
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

    /// Makes sure that all of a document is JSON, also what was skipped when the catalog was read.
    func validate(
        _ bytes: [UInt8],
        of document: CatalogDocument,
        in file: CatalogFile,
        with parser: JSONDocumentParser
    ) throws(CatalogError) {
        // What was translated is JSON.
        guard document.format == .json else { return }
        do throws(JSONDocumentError) {
            try parser.validate(bytes)
        } catch {
            throw CatalogError(error, of: document, in: file, of: catalog.name)
        }
    }

    /// Returns the JSON of a document that was found in its file.
    func json(
        _ bytes: [UInt8],
        of document: CatalogDocument,
        in file: CatalogFile,
        with parser: JSONDocumentParser
    ) throws(CatalogError) -> [UInt8] {
        guard document.format == .yaml else {
            try validate(bytes, of: document, in: file, with: parser)
            return bytes
        }
        do throws(JSONDocumentError) {
            return try YAMLTranslation(bytes).json
        } catch {
            throw CatalogError(error, of: document, in: file, of: catalog.name)
        }
    }

    private func key(_ document: CatalogDocument, _ file: File) -> RetainedDocuments.Key {
        .init(layer: file.file.layer, file: file.number, offset: document.offset)
    }
}

/// Hands documents of one layer over once, also where its bytes have to be read again from the start.
final class DocumentDelivery: Sendable {
    typealias Body = @Sendable (CatalogFile, CatalogDocument, [UInt8]) throws -> Void

    private let body: Body
    /// What was handed over.
    private let delivered = Guarded<[Digest]>([])

    init(_ body: @escaping Body) { self.body = body }

    /// Hands over the document that is the next of an attempt, unless an attempt before has done so.
    func deliver(_ index: Int, _ file: CatalogFile, _ document: CatalogDocument, _ bytes: [UInt8]) throws {
        let digest = Digest(of: bytes)
        let earlier = delivered.withLock { $0.indices.contains(index) ? $0[index] : nil }
        if let earlier {
            // Nothing had verified the bytes of the attempt that broke off.
            guard earlier == digest else { throw ChangedContent(layer: file.layer) }
            return
        }
        try body(file, document, bytes)
        delivered.withLock { $0.append(digest) }
    }

    /// Two attempts to read a layer gave different bytes.
    struct ChangedContent: Error, CustomStringConvertible {
        let layer: Digest

        var description: String { "the layer \(layer) broke off on the way and had other bytes the second time; try again" }
    }
}

/// Reads wanted documents out of a layer.
final class WantedDocumentsVisitor: LayerFolderVisitor {
    private let wanted: WantedDocuments
    private let files: [Int: WantedDocuments.File]
    private let delivery: DocumentDelivery
    private let parser = JSONDocumentParser()
    private var number = 0
    private var count = 0

    init(_ wanted: WantedDocuments, in layer: Digest, _ delivery: DocumentDelivery) {
        self.wanted = wanted
        self.delivery = delivery
        files = wanted.files(in: layer)
    }

    func visit(_ path: String, _ reader: TarReader) throws {
        defer { number += 1 }
        guard let file = files[number] else { return }
        var documents = file.documents[...]
        /// What was read from an offset on, and is still wanted.
        var buffer: [UInt8] = []
        var offset: Int64 = 0
        while let document = documents.first, let chunk = try reader.read() {
            let skipped = min(max(0, Int(document.offset - offset)), buffer.count)
            buffer.removeFirst(skipped)
            offset += Int64(skipped)
            buffer += chunk
            while let next = documents.first, next.offset + Int64(next.length) <= offset + Int64(buffer.count) {
                let start = Int(next.offset - offset)
                let bytes = Array(buffer[start..<start + next.length])
                let json = try wanted.json(bytes, of: next, in: file.file, with: parser)
                try delivery.deliver(count, file.file, next, json)
                count += 1
                documents.removeFirst()
            }
        }
    }

    func finish(_ folder: LayerFolder) {}
}
