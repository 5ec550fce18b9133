// SPDX-License-Identifier: Apache-2.0

import Plans

/// The contents of a filtered catalog: the kept documents, in their files.
///
/// All sizes are known before a byte is written, because a tar archive has a file's size in front of it. Only
/// documents that the filter changes are kept in memory; they are channels and the like, a small part of any catalog.
struct CatalogPieces: Sendable {
    /// A file with at least one kept document.
    struct File: Sendable {
        let path: String
        var pieces: [Piece] = []

        var size: Int64 { pieces.reduce(0) { $0 + $1.size } }
    }

    /// A kept document.
    struct Piece: Sendable {
        let document: CatalogDocument
        /// The new bytes, if the filter changes the document.
        let edited: [UInt8]?

        /// The bytes before the document that mark its beginning and format.
        var opening: [UInt8] { document.format == .yaml ? Array("---\n".utf8) : [] }
        static let closing = Array("\n".utf8)

        var size: Int64 {
            Int64(opening.count) + Int64(edited?.count ?? document.length) + Int64(Self.closing.count)
        }
    }

    /// The files, in the order of the catalog.
    private(set) var files: [File] = []

    /// Decides about every document of a catalog.
    ///
    /// Throws `FilteredCatalogError` if something to keep is missing, or if a document does not follow its schema.
    init(of documents: some CatalogDocuments, named catalog: String, keeping packages: [KeptPackage]) async throws {
        let filter = DocumentFilter(packages)
        var missing = MissingParts(packages)
        for source in documents.files {
            var file = File(path: source.path)
            for document in source.documents where filter.mayKeep(document) {
                do {
                    var outcome = DocumentFilter.Outcome.copied
                    if filter.looksInto(document) {
                        let json = try await documents.json(of: document)
                        outcome = try filter.outcome(of: document, json: json)
                        try missing.found(document, json)
                    } else {
                        try missing.found(document, [])
                    }
                    switch outcome {
                    case .dropped: break
                    case .copied: file.pieces.append(Piece(document: document, edited: nil))
                    case .edited(let bytes): file.pieces.append(Piece(document: document, edited: bytes))
                    }
                } catch let failure as JSONText.Failure {
                    let subject = "\(document.schema) `\(document.name.isEmpty ? document.package : document.name)`"
                    throw FilteredCatalogError.document(
                        catalog: catalog,
                        place: "\(source.path), \(subject)",
                        "\(failure.message), \(failure.offset) bytes into it"
                    )
                }
            }
            if !file.pieces.isEmpty { files.append(file) }
        }
        if let part = missing.first { throw FilteredCatalogError.lacking(catalog: catalog, part) }
    }

    /// The documents whose bytes come from the image.
    var copied: Set<CatalogDocument> {
        Set(files.flatMap(\.pieces).filter { $0.edited == nil }.map(\.document))
    }
}

/// The parts to keep that were not found yet.
private struct MissingParts {
    private var packages: Set<String>
    private var entries: [String: [String: Set<String>]]

    init(_ kept: [KeptPackage]) {
        packages = Set(kept.map(\.name))
        entries = [:]
        for package in kept {
            for channel in package.channels {
                entries[package.name, default: [:]][channel.name, default: []].formUnion(channel.entries)
            }
        }
    }

    mutating func found(_ document: CatalogDocument, _ json: [UInt8]) throws {
        switch document.schema {
        case "olm.package": packages.remove(document.package)
        case "olm.channel":
            guard let left = entries[document.package]?[document.name] else { return }
            let rest = left.subtracting(try DocumentFilter.entryNames(json))
            entries[document.package]?[document.name] = rest.isEmpty ? nil : rest
        default: break
        }
    }

    /// The first one by name, in words.
    var first: String? {
        if let package = packages.min() { return "package `\(package)`" }
        for (package, channels) in entries.sorted(by: { $0.key < $1.key }) {
            guard let (channel, names) = channels.min(by: { $0.key < $1.key }) else { continue }
            return "entry `\(names.min() ?? "")` in the channel `\(channel)` of the package `\(package)`"
        }
        return nil
    }
}
