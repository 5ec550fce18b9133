// SPDX-License-Identifier: Apache-2.0

import Cache
import JSONDocuments
import Layers

/// Builds a catalog from the content of its layers.
struct CatalogAssembly {
    let image: CatalogImage
    let folder: CatalogFolder
    let cache: DiskCache

    /// The members that no `.indexignore` leaves out.
    private let members: [LayeredFolder.Member]

    /// Throws if an `.indexignore` file cannot be read, because the files it leaves out are then unknown.
    init(image: CatalogImage, folder: CatalogFolder, cache: DiskCache) throws {
        self.image = image
        self.folder = folder
        self.cache = cache
        let patterns = try folder.patterns(of: image)
        members = folder.members.filter { !patterns.ignores(folder.relative($0.path)) }
    }

    /// The paths of the members that are links.
    var links: [String] { members.filter(\.node.isLink).map(\.path) }

    /// A file that is visible in the image, with the place where it was found.
    private struct Found {
        let layer: CatalogLayer
        let file: CatalogLayer.File
        let origin: Catalog.Origin
        /// The path in the image, below the catalog's folder.
        let path: String
    }

    /// Joins the files with those that links lead to.
    func catalog(_ targets: [String: CatalogLinks.Target], _ retained: RetainedDocuments) throws -> Catalog {
        var pieces: [Catalog.Piece] = []
        var files: [CatalogFile] = []
        var origins: [Catalog.Origin] = []
        var (found, faults) = try found(targets)
        for each in found {
            let path = path(each.path)
            faults += each.file.faults.map { CatalogFault($0, in: each.file, at: each.path, error($0, at: path)) }
            guard !each.file.documents.isEmpty else { continue }
            let content = each.layer.content.map { cache.path(of: $0.digest) } ?? ""
            let documents = each.file.documents.map { document in
                pieces.append(.init(path: content, start: document.start, count: document.count))
                return CatalogDocument(document, number: pieces.count - 1)
            }
            files.append(CatalogFile(path: path, layer: each.layer.layer, documents: documents))
            origins.append(each.origin)
        }
        found = []
        guard !files.isEmpty else {
            throw faults.first?.error
                ?? CatalogError(
                    catalog: image.name,
                    place: image.root,
                    message: "there is no document in this folder, which the image names as its catalog",
                    remedy: "check that this is the image you meant"
                )
        }
        return Catalog(
            name: image.name,
            files: files,
            origins: origins,
            contents: .init(pieces: pieces, retained: retained),
            faults: faults,
            folders: Dictionary(uniqueKeysWithValues: folder.attributes.map { (path($0.key), $0.value) })
        )
    }

    /// Returns the files with documents in the order of the layers and then within them, with the targets of links at
    /// the end; and the files that cannot be read at all.
    private func found(_ targets: [String: CatalogLinks.Target]) throws -> ([Found], [CatalogFault]) {
        var own: [(layer: Int, found: Found)] = []
        var linked: [(position: CatalogLinks.Position, found: Found)] = []
        var faults: [CatalogFault] = []
        for member in members {
            let path = folder.relative(member.path)
            switch (member.node, targets[member.path]) {
            case (.file, _):
                guard let file = folder.file(member) else { continue }
                let origin = Catalog.Origin(part: folder.part.content, number: file.number)
                let layer = folder.layers[member.layer]
                own.append((member.layer, Found(layer: layer, file: file, origin: origin, path: path)))
            case (_, .file(let position, let layer, let file)):
                let origin = Catalog.Origin(part: position.part, number: file.number)
                linked.append((position, Found(layer: layer, file: file, origin: origin, path: path)))
            case (_, .unreadable(let message)):
                faults.append(CatalogFault(at: path, error(message, at: self.path(path))))
            default:
                faults.append(CatalogFault(at: path, error("this is not a regular file", at: self.path(path))))
            }
        }
        try refuseTwice(linked)
        own.sort { ($0.layer, $0.found.file.number) < ($1.layer, $1.found.file.number) }
        linked.sort { ($0.position, $0.found.file.number) < ($1.position, $1.found.file.number) }
        return (own.map(\.found) + linked.map(\.found), faults)
    }

    /// Refuses two names of one file: the catalog would have its documents twice, and `opm` refuses that.
    private func refuseTwice(_ linked: [(position: CatalogLinks.Position, found: Found)]) throws {
        var seen: [CatalogLinks.Position: [Int: String]] = [:]
        for (position, found) in linked {
            guard let other = seen[position, default: [:]].updateValue(found.path, forKey: found.file.number) else {
                continue
            }
            throw error(
                "this leads to the same file as `\(path(other))`, so every document is there twice",
                at: path(found.path)
            )
        }
    }

    /// The path in the image, starting with the catalog's folder as it is named.
    private func path(_ relative: String) -> String { relative.isEmpty ? image.root : "\(image.root)/\(relative)" }

    private func error(_ message: String, at path: String) -> CatalogError {
        CatalogError(
            catalog: image.name,
            place: path,
            message: message,
            remedy: "report this to the maker of the catalog, or ask for other packages only"
        )
    }

    private func error(_ fault: CatalogLayer.Fault, at path: String) -> CatalogError {
        CatalogError(
            catalog: image.name,
            place: "\(path):\(fault.line):\(fault.column)",
            message: fault.message,
            remedy: fault.remedy ?? "report this to the maker of the catalog, or ask for other packages only"
        )
    }
}

extension LayerFolder.Node {
    fileprivate var isLink: Bool {
        switch self {
        case .symbolicLink, .hardLink: true
        default: false
        }
    }
}

extension CatalogError {
    /// Makes an error for a document of a catalog; the given error counts lines within the document.
    init(_ error: JSONDocumentError, of document: CatalogDocument, in file: CatalogFile, of catalog: String) {
        self.init(
            catalog: catalog,
            place: "\(file.path):\(document.line + error.line - 1):\(error.column)",
            message: error.message,
            remedy: error.remedy ?? "report this to the maker of the catalog"
        )
    }
}
