// SPDX-License-Identifier: Apache-2.0

import Plans

/// What a filtered catalog is made of: the documents that stay, in the files that they were in.
///
/// All sizes are known before a byte is written, because a tar archive names a file's size in front of it. Only documents
/// that the filter changes are held here; they are channels and the like, a small part of any catalog.
struct CatalogPieces: Sendable {
    /// A file with at least one document that stays.
    struct File: Sendable {
        let path: String
        var pieces: [Piece] = []

        var size: Int64 { pieces.reduce(0) { $0 + $1.size } }
    }

    /// A document that stays.
    struct Piece: Sendable {
        let document: CatalogDocument
        /// What takes its place where the filter changes it.
        let edited: [UInt8]?

        /// What stands before the document, so that readers know where it begins and how it is written.
        var opening: [UInt8] { document.format == .yaml ? Array("---\n".utf8) : [] }
        static let closing = Array("\n".utf8)

        var size: Int64 {
            Int64(opening.count) + Int64(edited?.count ?? document.length) + Int64(Self.closing.count)
        }
    }

    /// In the order of the catalog.
    private(set) var files: [File] = []

    /// Decides about every document of a catalog.
    ///
    /// Throws `FilteredCatalogError` where something that is to be kept is not there, or where a document is not what its
    /// schema says.
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

/// What is to be kept and was not found yet.
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
