// SPDX-License-Identifier: Apache-2.0

import Archives
import Diagnostics
import JSONDocuments
import Layouts
import OCI

/// How much of a catalog is read.
struct CatalogLimits: Sendable {
    /// The bytes of one document.
    var document = 64 << 20
    /// The bytes of an `.indexignore`.
    var patterns = 64 << 10
    /// The bytes of all that the directory of a layer's documents names.
    var names = 64 << 20
}

/// Reads a layer's part of a catalog: reduces its documents, and keeps the wanted ones as they are.
final class CatalogLayerVisitor: LayerFolderVisitor {
    /// What a layer holds; the reduced documents are not in the cache yet.
    struct Outcome: Sendable {
        let layer: CatalogLayer
        let draft: DocumentDraft
    }

    private let digest: Digest
    private let root: String
    private let limits: CatalogLimits
    private let retained: RetainedDocuments
    private let draft: DocumentDraft
    private let parser = JSONDocumentParser()
    private var writer = DocumentDraft.Writer()
    private var files: [CatalogLayer.File] = []
    private var names = 0

    init(_ digest: Digest, root: String, limits: CatalogLimits, retained: RetainedDocuments, cache: DiskCache) throws {
        self.digest = digest
        self.root = root
        self.limits = limits
        self.retained = retained
        draft = try DocumentDraft(in: cache)
    }

    func visit(_ path: String, _ reader: TarReader) throws {
        let name = path.split(separator: "/").last ?? ""
        files.append(
            name == IgnorePatterns.fileName ? try patterns(path, reader) : try documents(path, reader)
        )
    }

    func finish(_ folder: LayerFolder) throws -> Outcome {
        let digest = try draft.finish(&writer)
        // What a later member of the same path replaced is gone.
        var last: [String: Int] = [:]
        for file in files { last[file.path] = file.number }
        let layer = CatalogLayer(
            layer: self.digest,
            root: root,
            folder: folder,
            files: files.filter { last[$0.path] == $0.number && folder.nodes[$0.path] == .file },
            content: writer.count > 0 ? .init(digest: digest, size: writer.count) : nil
        )
        return Outcome(layer: layer, draft: draft)
    }

    private func patterns(_ path: String, _ reader: TarReader) throws -> CatalogLayer.File {
        var bytes: [UInt8] = []
        while bytes.count <= limits.patterns, let chunk = try reader.read() { bytes += chunk }
        guard bytes.count <= limits.patterns else {
            let message = "the file is longer than the \(limits.patterns) bytes that are read"
            return file(path, [], .init(line: 1, column: 1, message: message, remedy: "write fewer patterns"))
        }
        names += bytes.count
        guard names <= limits.names else { return file(path, [], tooMany(line: 1, column: 1)) }
        return file(path, [], nil, patterns: String(decoding: bytes, as: UTF8.self))
    }

    private func documents(_ path: String, _ reader: TarReader) throws -> CatalogLayer.File {
        var documents: [CatalogLayer.Document] = []
        var text = CatalogText(parser: parser, limit: limits.document)
        do {
            // A file without documents takes memory too.
            names += path.utf8.count + 64
            while let chunk = try reader.read() {
                try text.append(chunk) { documents.append(try keep($0, $1)) }
            }
            try text.finish { documents.append(try keep($0, $1)) }
        } catch let error as JSONDocumentError {
            let fault = CatalogLayer.Fault(
                line: error.line,
                column: error.column,
                message: printable(error.message),
                remedy: error.remedy.map(printable)
            )
            return file(path, [], fault)
        }
        return file(path, documents, nil)
    }

    private func tooMany(line: Int, column: Int) -> CatalogLayer.Fault {
        .init(
            line: line,
            column: column,
            message: "up to here, the layer has more documents than are read",
            remedy: "check that this is the image you meant"
        )
    }

    private func file(
        _ path: String,
        _ documents: [CatalogLayer.Document],
        _ fault: CatalogLayer.Fault?,
        patterns: String? = nil
    ) -> CatalogLayer.File {
        .init(path: path, number: files.count, documents: documents, fault: fault, patterns: patterns)
    }

    private func keep(_ document: TextDocument, _ bytes: () -> [UInt8]) throws -> CatalogLayer.Document {
        let summary = document.summary
        let package = try CatalogSchema.check(document)
        names += summary.schema.utf8.count + package.utf8.count + summary.name.utf8.count + 64
        guard names <= limits.names else {
            let fault = tooMany(line: document.line, column: document.column)
            throw JSONDocumentError(
                line: fault.line,
                column: fault.column,
                message: fault.message,
                remedy: fault.remedy
            )
        }
        if !CatalogSchema.isKeptWhole(summary.schema, document.format) {
            let key = RetainedDocuments.Key(layer: digest, file: files.count, offset: document.offset)
            retained.keep(key, of: package, bytes)
        }
        return CatalogLayer.Document(
            schema: summary.schema,
            package: package,
            name: summary.name,
            format: document.format,
            offset: document.offset,
            length: document.length,
            line: document.line,
            start: try draft.append(summary.reduced, &writer),
            count: summary.reduced.count
        )
    }
}
