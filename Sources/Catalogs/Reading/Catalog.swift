// SPDX-License-Identifier: Apache-2.0

import Layers
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

    /// How a file was found.
    struct Origin: Sendable {
        /// What was read of the file's layer.
        let part: LayerPart
        /// The number of the file among those that were read.
        let number: Int
    }

    /// How errors call the catalog.
    let name: String
    private let contents: Contents
    /// How the files were found in their layers, by the files' positions.
    let origins: [Origin]
    /// What cannot be read of it.
    let faults: [CatalogFault]
    /// What its folders are, by their paths, as far as a layer has a member for them.
    let folders: [String: FolderAttributes]
    /// The positions of documents in `files`, by package and in order; those of no package are not there.
    private let places: [String: [Place]]

    /// What the documents say.
    struct Contents: Sendable {
        /// The reduced forms, by the documents' numbers.
        let pieces: [Piece]
        /// What was kept of its documents in memory.
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
    /// Documents of schemas that say nothing of channels and bundles make no package.
    package let packageNames: [String]

    /// Returns what the catalog says of a package; `nil` where it has none of that name.
    ///
    /// Throws `CatalogError` where the package's documents contradict each other or cannot be read, and what reading the
    /// cache throws.
    package func package(_ name: String) async throws -> CatalogPackage? {
        if let fault = faults.first(where: { $0.concerns(name) }) { throw fault.error }
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
