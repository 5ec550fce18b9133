// SPDX-License-Identifier: Apache-2.0

import JSONDocuments
import Layouts

/// Puts a catalog together from what its layers hold.
struct CatalogAssembly {
    let image: CatalogImage
    /// Base first.
    let layers: [CatalogLayer]
    let cache: DiskCache

    /// The most patterns of a catalog that are read.
    private static let patternLimit = 1000

    /// A file that the image shows, and where it was found.
    private struct Found {
        let layer: Int
        let file: CatalogLayer.File
    }

    func catalog(_ retained: RetainedDocuments) throws -> Catalog {
        let members = try LayeredFolder(image.root, layers.map(\.folder)).members
        let files = try found(members)
        var pieces: [Catalog.Piece] = []
        var result: [CatalogFile] = []
        for found in files {
            let layer = layers[found.layer]
            if let fault = found.file.fault {
                throw CatalogError(
                    catalog: image.name,
                    place: "\(found.file.path):\(fault.line):\(fault.column)",
                    message: fault.message,
                    remedy: fault.remedy ?? "report this to whoever makes the catalog"
                )
            }
            let path = layer.content.map { cache.path(of: $0.digest) } ?? ""
            let documents = found.file.documents.map { document in
                pieces.append(.init(path: path, start: document.start, count: document.count))
                return CatalogDocument(document, number: pieces.count - 1)
            }
            result.append(CatalogFile(path: found.file.path, layer: layer.layer, documents: documents))
        }
        guard !result.isEmpty else {
            throw CatalogError(
                catalog: image.name,
                place: image.root,
                message: "there is no document in this folder, which the image names as that of its catalog",
                remedy: "check that this is the image you meant"
            )
        }
        return Catalog(
            name: image.name,
            files: result,
            fileNumbers: files.map(\.file.number),
            pieces: pieces,
            retained: retained
        )
    }

    /// The files with documents, and those that cannot be read, in the order of the layers and then within them.
    private func found(_ members: [LayeredFolder.Member]) throws -> [Found] {
        let byPath = layers.map { layer in
            Dictionary(layer.files.map { ($0.path, $0) }) { _, last in last }
        }
        func file(_ member: LayeredFolder.Member) -> CatalogLayer.File? { byPath[member.layer][member.path] }
        var patterns = IgnorePatterns()
        // Sorted by path, so that folders come after those above them.
        let ignoring = members.filter { $0.path.split(separator: "/").last == Substring(IgnorePatterns.fileName) }
        for member in ignoring.sorted(by: { depth($0.path) < depth($1.path) }) {
            guard member.node == .file else { throw unreadable(member) }
            guard let text = file(member)?.patterns else { continue }
            patterns.add(
                text,
                in: String(Substring(relative(member.path).utf8.dropLast(IgnorePatterns.fileName.utf8.count)))
            )
        }
        // Each is compared with each path.
        guard patterns.count <= Self.patternLimit else {
            throw CatalogError(
                catalog: image.name,
                place: image.root,
                message: "its files `\(IgnorePatterns.fileName)` have \(patterns.count) patterns, at most"
                    + " \(Self.patternLimit) are read",
                remedy: "report this to whoever makes the catalog"
            )
        }
        var found: [Found] = []
        for member in members where !patterns.ignores(relative(member.path)) {
            guard member.node == .file else { throw unreadable(member) }
            guard let file = file(member), !file.documents.isEmpty || file.fault != nil else { continue }
            found.append(Found(layer: member.layer, file: file))
        }
        return found.sorted { ($0.layer, $0.file.number) < ($1.layer, $1.file.number) }
    }

    private func depth(_ path: String) -> Int { path.split(separator: "/").count }

    /// The path as it is below the catalog's folder.
    private func relative(_ path: String) -> String {
        String(Substring(path.utf8.dropFirst(image.root.utf8.count + 1)))
    }

    private func unreadable(_ member: LayeredFolder.Member) -> CatalogError {
        let kind =
            switch member.node {
            case .symbolicLink(let target): "a link to `\(target)`"
            case .hardLink(let target): "another name of `\(target)`"
            default: "no regular file"
            }
        return CatalogError(
            catalog: image.name,
            place: member.path,
            message: "this is \(kind), expected a file of its own",
            remedy: "report this to whoever makes the catalog"
        )
    }
}

extension CatalogError {
    /// Says what was found in a document of a catalog; the error counts lines within the document.
    init(_ error: JSONDocumentError, of document: CatalogDocument, in file: CatalogFile, of catalog: String) {
        self.init(
            catalog: catalog,
            place: "\(file.path):\(document.line + error.line - 1):\(error.column)",
            message: error.message,
            remedy: error.remedy ?? "report this to whoever makes the catalog"
        )
    }
}
