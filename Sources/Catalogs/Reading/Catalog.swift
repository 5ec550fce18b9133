// SPDX-License-Identifier: Apache-2.0

import Foundation
import Layouts
package import OCI
import Scheduling

/// A catalog that was read: which packages it has, and where each of its documents lies.
///
/// What it says of a package is read from the cache when it is asked for, so that a catalog takes little memory however
/// long it is.
package struct Catalog: Sendable {
    /// The files that have documents, in the order in which reading meets them: base layer first, then as in the layer.
    package let files: [CatalogFile]

    /// Where the reduced form of a document lies.
    struct Piece: Sendable {
        let path: String
        let start: Int64
        let count: Int
    }

    /// How errors call the catalog.
    let name: String
    /// The reduced forms, by the documents' numbers.
    let pieces: [Piece]
    /// What was kept of its documents in memory.
    let retained: RetainedDocuments
    /// The numbers of the files among those of their layers, by the files' positions.
    let fileNumbers: [Int]
    /// The positions of documents in `files`, by package and in order; those of no package are not there.
    private let places: [String: [Place]]

    /// A position in `files`, and in the file's documents.
    struct Place: Sendable {
        let file: Int
        let document: Int
    }

    init(
        name: String,
        files: [CatalogFile],
        fileNumbers: [Int],
        pieces: [Piece],
        retained: RetainedDocuments
    ) {
        self.name = name
        self.files = files
        self.fileNumbers = fileNumbers
        self.pieces = pieces
        self.retained = retained
        var places: [String: [Place]] = [:]
        for (file, content) in files.enumerated() {
            for (document, each) in content.documents.enumerated() where !each.package.isEmpty {
                places[each.package, default: []].append(Place(file: file, document: document))
            }
        }
        self.places = places
    }

    /// The names of its packages, sorted.
    ///
    /// Documents of schemas that say nothing of channels and bundles make no package.
    package var packageNames: [String] {
        places.filter { $0.value.contains { CatalogSchema.isOfPackage(self[$0].schema) } }.keys.sorted()
    }

    /// Returns what the catalog says of a package; `nil` where it has none of that name.
    ///
    /// Throws `CatalogError` where the package's documents contradict each other, and what reading the cache throws.
    package func package(_ name: String) async throws -> CatalogPackage? {
        let places = places[name, default: []].filter { CatalogSchema.isOfPackage(self[$0].schema) }
        guard !places.isEmpty else { return nil }
        return try await blocking { try PackageDraft(name, in: self).package(places) }
    }

    /// Returns the JSON of a document of one of the schemas `olm.package`, `olm.channel` and `olm.deprecations`.
    ///
    /// For a document that was written as JSON these are its very bytes; one in YAML was translated.
    package func json(of document: CatalogDocument) async throws -> [UInt8] {
        guard CatalogSchema.isKeptWhole(document.schema), pieces.indices.contains(document.number) else {
            throw CatalogError(
                catalog: name,
                message: "the catalog has no such document with the schema `\(document.schema)`"
            )
        }
        return try await blocking {
            var reader = PieceReader()
            return try reader.bytes(of: pieces[document.number])
        }
    }

    subscript(place: Place) -> CatalogDocument { files[place.file].documents[place.document] }

    /// Where a document lies, as errors say it.
    func description(of place: Place) -> String { "\(files[place.file].path):\(self[place].line)" }
}

/// A file of a catalog.
package struct CatalogFile: Sendable, Hashable {
    /// The path in the image, normalized, such as `configs/foo/catalog.json`.
    package let path: String
    /// The layer that it lies in.
    package let layer: Digest
    /// In the order of the file.
    package let documents: [CatalogDocument]

    package init(path: String, layer: Digest, documents: [CatalogDocument]) {
        self.path = path
        self.layer = layer
        self.documents = documents
    }
}

/// One document of a catalog, which says something of one thing: a package, a channel, a bundle.
package struct CatalogDocument: Sendable, Hashable {
    /// How it is written.
    package enum Format: String, Sendable, Codable {
        case json, yaml
    }

    package let schema: String
    /// The package that it belongs to, for `olm.package` its own name; empty for none.
    package let package: String
    /// Its own name; empty for none.
    package let name: String
    package let format: Format
    /// Where it begins in its file, in bytes.
    package let offset: Int64
    /// Its length in bytes, without the blanks and separators around it.
    package let length: Int
    /// The line on which it begins in its file, counted from 1.
    package let line: Int
    /// Its number among the documents of the catalog.
    let number: Int

    package init(schema: String, package: String, name: String, format: Format, offset: Int64, length: Int) {
        self.schema = schema
        self.package = package
        self.name = name
        self.format = format
        self.offset = offset
        self.length = length
        line = 1
        number = -1
    }

    init(_ document: CatalogLayer.Document, number: Int) {
        schema = document.schema
        package = document.package
        name = document.name
        format = document.format
        offset = document.offset
        length = document.length
        line = document.line
        self.number = number
    }
}

/// Reads pieces out of files of the cache, of which it keeps the last one open.
struct PieceReader {
    private var open: (path: String, file: FileHandle)?

    mutating func bytes(of piece: Catalog.Piece) throws -> [UInt8] {
        do {
            if open?.path != piece.path {
                open = (piece.path, try FileHandle(forReadingFrom: URL(filePath: piece.path)))
            }
            try open?.file.seek(toOffset: UInt64(piece.start))
            let bytes = try open?.file.read(upToCount: piece.count) ?? Data()
            if bytes.count == piece.count { return [UInt8](bytes) }
        } catch {
            throw LayoutError(path: piece.path, message: "it cannot be read; run again if the cache was removed")
        }
        throw LayoutError(path: piece.path, message: "it is shorter than it was; run again if the cache was removed")
    }
}
