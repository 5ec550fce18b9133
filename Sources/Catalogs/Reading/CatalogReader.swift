// SPDX-License-Identifier: Apache-2.0

import ByteStreams
package import Cache
import ImageAccess
import Layers
import OCI
import Scheduling

/// Reads catalogs from the layers of their images, each layer once: its content is kept by its digest.
package struct CatalogReader: Sendable {
    private let cache: DiskCache
    private let limits: CatalogLimits
    /// A function that is told how many bytes of layers arrived.
    private let arrived: @Sendable (Int) -> Void

    package init(cache: DiskCache, arrived: @escaping @Sendable (Int) -> Void = { _ in }) {
        self.init(cache: cache, limits: CatalogLimits(), arrived: arrived)
    }

    init(cache: DiskCache, limits: CatalogLimits, arrived: @escaping @Sendable (Int) -> Void = { _ in }) {
        self.cache = cache
        self.limits = limits
        self.arrived = arrived
    }

    /// Reads a catalog.
    ///
    /// The documents of the packages `expected`, or of all packages for `nil`, will be needed again soon. As long as
    /// they fit into a limited amount of memory, the layers need not be read again for them.
    ///
    /// Throws `CatalogError`, `LayerFilesError`, `ContentMismatch`, and the errors of the image's place.
    package func read(_ image: CatalogImage, expecting expected: Set<String>?) async throws -> Catalog {
        let retained = RetainedDocuments(packages: expected)
        let folder = try await folder(of: image, retained)
        let assembly = try await blocking { [cache] in
            try CatalogAssembly(image: image, folder: folder, cache: cache)
        }
        let links = try await CatalogLinks(assembly.links, in: folder) { index, part in
            try await self.layer(image.layers[index], part, of: image, retained)
        }
        let targets = links.targets
        return try await blocking { try assembly.catalog(targets, retained) }
    }

    /// Reads the folder of a catalog, and follows it if it is a link.
    private func folder(of image: CatalogImage, _ retained: RetainedDocuments) async throws -> CatalogFolder {
        var root = OpenLink(name: image.root, path: image.root, depth: image.layers.count)
        for _ in 0...LayerFiles.linkLimit {
            let part = try LayerPart(folder: root.path, above: image.hidden)
            let layers = try await concurrentMap(image.layers, limit: 2) { layer in
                try await self.layer(layer, part, of: image, retained)
            }
            let view = LayeredFolder(part, layers.map(\.folder))
            guard let next = try view.following(root) else {
                return CatalogFolder(part, layers, view, root: root.path)
            }
            root = next
        }
        throw LayerFilesError.link(image.root, to: root.path, .tooMany)
    }

    private func layer(
        _ layer: Descriptor,
        _ part: LayerPart,
        of image: CatalogImage,
        _ retained: RetainedDocuments
    ) async throws -> CatalogLayer {
        let known = try await blocking { [cache] in CatalogLayer.known(layer.digest, part, in: cache) }
        if let known { return known }
        let outcome = try await image.place.wholeBlob(layer) { [cache, limits, arrived] stream in
            try await LayerFolder.read(part, of: layer, from: WatchedStream(stream, arrived)) {
                try CatalogLayerVisitor(layer.digest, part, limits: limits, retained: retained, cache: cache)
            }
        }
        return try await blocking { [cache] in
            if let content = outcome.layer.content { try outcome.draft.keep(as: content.digest) }
            try outcome.layer.store(in: cache)
            try FolderRecord(layer.digest, part.surroundings, outcome.surroundings).store(in: cache)
            return outcome.layer
        }
    }

    /// Finds the real places of paths in an image, and the attributes of the folders above them.
    ///
    /// Throws `LayerFilesError`, `ContentMismatch`, and the errors of the place.
    func folders(above paths: [String], in layers: [Descriptor], at place: ImagePlace) async throws -> ImageFolders {
        try await ImageFolders(above: paths, in: layers) { [cache, arrived] layer, part in
            let known = try await blocking { FolderRecord.known(layer.digest, part, in: cache) }
            if let known { return known }
            let folder = try await place.wholeBlob(layer) { stream in
                try await LayerFolder.read(part, of: layer, from: WatchedStream(stream, arrived))
            }
            try await blocking { try FolderRecord(layer.digest, part, folder).store(in: cache) }
            return folder
        }
    }

    /// Passes documents to `body` with their exact bytes, in the order of the catalog's files and of the documents in
    /// them.
    ///
    /// A document is JSON, or YAML without its markers. Only layers with a wanted document are read, and none if all
    /// documents are in memory. The documents count only when this call returns: until then a layer's digest may turn
    /// out to be wrong.
    ///
    /// Throws `CatalogError`, `LayerFilesError`, `ContentMismatch`, and the errors of the image's place and of
    /// `body`.
    package func documents(
        of catalog: Catalog,
        in image: CatalogImage,
        where isWanted: @Sendable (CatalogDocument) -> Bool,
        _ body: @escaping @Sendable (CatalogFile, CatalogDocument, [UInt8]) throws -> Void
    ) async throws {
        let wanted = WantedDocuments(of: catalog, where: isWanted)
        guard !wanted.areInMemory else { return try await blocking { try wanted.deliver(body) } }
        for source in wanted.sources {
            guard let layer = image.layers.first(where: { $0.digest == source.layer }) else {
                throw CatalogError(catalog: catalog.name, message: "the image has no layer \(source.layer)")
            }
            let delivery = DocumentDelivery(body)
            try await image.place.wholeBlob(layer) { [arrived] stream in
                try await LayerFolder.read(source.part, of: layer, from: WatchedStream(stream, arrived)) {
                    WantedDocumentsVisitor(wanted, in: source, delivery)
                }
            }
        }
    }
}
