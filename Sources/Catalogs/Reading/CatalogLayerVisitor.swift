// SPDX-License-Identifier: Apache-2.0

import Archives
import Cache
import Diagnostics
import JSONDocuments
import Layers
import OCI

/// The limits for reading a catalog.
struct CatalogLimits: Sendable {
    /// The maximum size of one document in bytes.
    var document = 64 << 20
    /// The maximum size of an `.indexignore` in bytes.
    var patterns = 64 << 10
    /// The maximum total size of the names in a layer's documents in bytes.
    var names = 64 << 20
}

/// Reads a layer's part of a catalog: reduces its documents, and keeps the wanted ones unchanged.
final class CatalogLayerVisitor: LayerFolderVisitor {
    /// The content of a layer; the reduced documents are not in the cache yet.
    struct Outcome: Sendable {
        let layer: CatalogLayer
        /// The folders above the paths that a filtered catalog hides.
        let surroundings: LayerFolder
        let draft: DocumentDraft
    }

    private let digest: Digest
    private let part: LayerPart
    private let limits: CatalogLimits
    private let retained: RetainedDocuments
    private let draft: DocumentDraft
    private let parser = JSONDocumentParser()
    private var writer = DocumentDraft.Writer()
    private var files: [CatalogLayer.File] = []
    private var names = 0

    init(
        _ digest: Digest,
        _ part: LayerPart,
        limits: CatalogLimits,
        retained: RetainedDocuments,
        cache: DiskCache
    ) throws {
        self.digest = digest
        self.part = part
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
        // A later member with the same path replaces an earlier one.
        var last: [String: Int] = [:]
        for file in files { last[file.path] = file.number }
        let layer = CatalogLayer(
            layer: self.digest,
            part: part.content.name,
            folder: folder.restricted(to: part.content),
            files: files.filter { last[$0.path] == $0.number && folder.nodes[$0.path] == .file },
            content: writer.count > 0 ? .init(digest: digest, size: writer.count) : nil
        )
        return Outcome(layer: layer, surroundings: folder.restricted(to: part.surroundings), draft: draft)
    }

    private func patterns(_ path: String, _ reader: TarReader) throws -> CatalogLayer.File {
        var bytes: [UInt8] = []
        while bytes.count <= limits.patterns, let chunk = try reader.read() { bytes += chunk }
        guard bytes.count <= limits.patterns else {
            let message = "the file is longer than the \(limits.patterns) bytes that are read"
            let fault = JSONDocumentError(line: 1, column: 1, message: message, remedy: "write fewer patterns")
            return file(path, [], [.init(fault)])
        }
        names += bytes.count
        guard names <= limits.names else { return file(path, [], [.init(tooMany(line: 1, column: 1))]) }
        return file(path, [], [], patterns: String(decoding: bytes, as: UTF8.self))
    }

    private func documents(_ path: String, _ reader: TarReader) throws -> CatalogLayer.File {
        var documents: [CatalogLayer.Document] = []
        var faults: [CatalogLayer.Fault] = []
        var text = CatalogText(parser: parser, limit: limits.document)
        func take(_ document: TextDocument, _ bytes: () -> [UInt8]) throws {
            guard names <= limits.names else { throw tooMany(line: document.line, column: document.column) }
            do {
                documents.append(try keep(document, bytes))
            } catch let error as JSONDocumentError {
                // The documents after it may be wanted.
                faults.append(.init(error, of: Self.package(of: document.summary)))
            }
        }
        do {
            // A file without documents needs memory too.
            names += path.utf8.count + 64
            while let chunk = try reader.read() { try text.append(chunk, take) }
            try text.finish(take)
        } catch let error as JSONDocumentError {
            faults.append(.init(error))
        }
        faults = text.faults.map { .init($0.error, of: $0.package) } + faults
        return file(path, documents, faults.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    }

    /// The package of an incomplete document.
    private static func package(of summary: JSONDocumentSummary) -> String? {
        let name = summary.schema == CatalogSchema.package ? summary.name : summary.package
        return name.isEmpty ? nil : name
    }

    private func tooMany(line: Int, column: Int) -> JSONDocumentError {
        JSONDocumentError(
            line: line,
            column: column,
            message: "up to here, the layer has more documents than are read",
            remedy: "check that this is the image you meant"
        )
    }

    private func file(
        _ path: String,
        _ documents: [CatalogLayer.Document],
        _ faults: [CatalogLayer.Fault],
        patterns: String? = nil
    ) -> CatalogLayer.File {
        .init(path: path, number: files.count, documents: documents, faults: faults, patterns: patterns)
    }

    private func keep(_ document: TextDocument, _ bytes: () -> [UInt8]) throws -> CatalogLayer.Document {
        let summary = document.summary
        let package = try CatalogSchema.check(document)
        names += summary.schema.utf8.count + package.utf8.count + summary.name.utf8.count + 64
        if !CatalogSchema.isKeptWhole(summary.schema, document.format) {
            let key = RetainedDocuments.Key(
                layer: digest,
                part: part.content,
                file: files.count,
                offset: document.offset
            )
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

extension CatalogLayer.Fault {
    fileprivate init(_ error: JSONDocumentError, of package: String? = nil) {
        self.init(
            package: package.map(printable),
            line: error.line,
            column: error.column,
            message: printable(error.message),
            remedy: error.remedy.map(printable)
        )
    }
}
