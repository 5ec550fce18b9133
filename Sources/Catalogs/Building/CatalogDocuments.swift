// SPDX-License-Identifier: Apache-2.0

import Layers

/// The documents of a catalog that was read, with their places and bytes, for building.
protocol CatalogDocuments: Sendable {
    /// The files, in the order in which ``documents(where:_:)`` visits them.
    var files: [CatalogFile] { get }

    /// The attributes of its folders by path, as far as its source has them.
    var folders: [String: FolderAttributes] { get }

    /// Returns the JSON of a document of the schemas `olm.package`, `olm.channel` and `olm.deprecations`.
    func json(of document: CatalogDocument) async throws -> [UInt8]

    /// Passes documents to `body` with their exact bytes, in the order of the files and of the documents in them.
    func documents(
        where isWanted: @Sendable (CatalogDocument) -> Bool,
        _ body: @escaping @Sendable (CatalogFile, CatalogDocument, [UInt8]) throws -> Void
    ) async throws
}

/// The documents of a catalog's image.
struct ImageDocuments: CatalogDocuments {
    let reader: CatalogReader
    let catalog: Catalog
    let image: CatalogImage

    var files: [CatalogFile] { catalog.files }
    var folders: [String: FolderAttributes] { catalog.folders }

    func json(of document: CatalogDocument) async throws -> [UInt8] { try await catalog.json(of: document) }

    func documents(
        where isWanted: @Sendable (CatalogDocument) -> Bool,
        _ body: @escaping @Sendable (CatalogFile, CatalogDocument, [UInt8]) throws -> Void
    ) async throws {
        try await reader.documents(of: catalog, in: image, where: isWanted, body)
    }
}
