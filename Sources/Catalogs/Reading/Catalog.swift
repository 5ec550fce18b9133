// SPDX-License-Identifier: Apache-2.0

import Layers
import Scheduling

/// A catalog that was read: its packages, and the places of all its documents.
///
/// The content of a package is read from the cache on request, so that a catalog of any length needs little memory.
package struct Catalog: Sendable {
    /// The files with documents, in the order of reading: base layer first, then as in the layer.
    package let files: [CatalogFile]

    /// The place of a document's reduced form.
    struct Piece: Sendable {
        let path: String
        let start: Int64
        let count: Int
    }

    /// The origin of a file.
    struct Origin: Sendable {
        /// The part of the file's layer that was read.
        let part: LayerPart
        /// The number of the file among those that were read.
        let number: Int
    }

    /// The catalog's name in errors.
    let name: String
    private let contents: Contents
    /// The origins of the files, by the files' positions.
    let origins: [Origin]
    /// The unreadable parts.
    let faults: [CatalogFault]
    /// The attributes of its folders by path, as far as a layer contains them.
    let folders: [String: FolderAttributes]
    /// The positions of documents in `files`, by package and in order; documents without a package are left out.
    private let places: [String: [Place]]

    /// What the documents say.
    struct Contents: Sendable {
        /// The reduced forms, by the documents' numbers.
        let pieces: [Piece]
        /// The documents that were kept in memory.
        let retained: RetainedDocuments
    }

    var pieces: [Piece] { contents.pieces }
    var retained: RetainedDocuments { contents.retained }

    /// A position in `files`, and in the file's documents.
    struct Place: Sendable {
        let file: Int
        let document: Int
    }

    init(
        name: String,
        files: [CatalogFile],
        origins: [Origin],
        contents: Contents,
        faults: [CatalogFault],
        folders: [String: FolderAttributes]
    ) {
        self.name = name
        self.files = files
        self.origins = origins
        self.faults = faults
        self.folders = folders
        self.contents = contents
        var places: [String: [Place]] = [:]
        for (file, content) in files.enumerated() {
            for (document, each) in content.documents.enumerated() where !each.package.isEmpty {
                places[each.package, default: []].append(Place(file: file, document: document))
            }
        }
        self.places = places
        packageNames = places.filter { _, places in
            places.contains { CatalogSchema.isOfPackage(files[$0.file].documents[$0.document].schema) }
        }.keys.sorted()
    }

    /// The names of its packages, sorted.
    ///
    /// A name that occurs only in documents without channels and bundles is not a package.
    package let packageNames: [String]

    /// Returns the content of a package; `nil` if there is no package with that name.
    ///
    /// Throws `CatalogError` if the package's documents contradict each other or cannot be read, and the errors of
    /// reading the cache.
    package func package(_ name: String) async throws -> CatalogPackage? {
        if let fault = faults.first(where: { $0.concerns(name) }) { throw fault.error }
        let places = places[name, default: []].filter { CatalogSchema.isOfPackage(self[$0].schema) }
        guard !places.isEmpty else { return nil }
        return try await blocking { try PackageDraft(name, in: self).package(places) }
    }

    /// Returns the JSON of a document of one of the schemas `olm.package`, `olm.channel` and `olm.deprecations`.
    ///
    /// For a document that was written as JSON these are its exact bytes; a YAML document was translated.
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

    /// The place of a document, for errors.
    func description(of place: Place) -> String { "\(files[place.file].path):\(self[place].line)" }
}
