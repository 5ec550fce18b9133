// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import ImageAccess
package import Layouts
import OCI
import Scheduling

/// Reads catalogs out of the layers of their images, each layer once: what is known of one is kept by its digest.
package struct CatalogReader: Sendable {
    private let cache: DiskCache
    private let limits: CatalogLimits
    /// Is told how many bytes of layers arrived.
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
    /// The documents of the packages `expected`, or of all of them for `nil`, are wanted again soon: as long as they fit
    /// into a bounded piece of memory, they need no second look at the layers.
    ///
    /// Throws `CatalogError`, `LayerFilesError`, `ContentMismatch`, and what the image's place throws.
    package func read(_ image: CatalogImage, expecting expected: Set<String>?) async throws -> Catalog {
        let retained = RetainedDocuments(packages: expected)
        let layers = try await concurrentMap(image.layers, limit: 2) { layer in
            try await self.layer(layer, of: image, retained)
        }
        return try await blocking { [cache] in
            try CatalogAssembly(image: image, layers: layers, cache: cache).catalog(retained)
        }
    }

    private func layer(
        _ layer: Descriptor,
        of image: CatalogImage,
        _ retained: RetainedDocuments
    ) async throws -> CatalogLayer {
        let known = try await blocking { [cache] in CatalogLayer.known(layer.digest, root: image.root, in: cache) }
        if let known { return known }
        let outcome = try await image.place.wholeBlob(layer) { [cache, limits, arrived] stream in
            try await LayerFolder.read(image.root, of: layer, from: WatchedStream(stream, arrived)) {
                try CatalogLayerVisitor(
                    layer.digest,
                    root: image.root,
                    limits: limits,
                    retained: retained,
                    cache: cache
                )
            }
        }
        return try await blocking { [cache] in
            if let content = outcome.layer.content { try outcome.draft.keep(as: content.digest) }
            try outcome.layer.store(in: cache)
            return outcome.layer
        }
    }

    /// Hands documents to `body` with their very bytes, in the order of the catalog's files and of the documents in them.
    ///
    /// All of a document is JSON, or YAML without its markers. Only the layers that hold one are read, unless the memory has them all. What is handed over counts
    /// only when this returns: until then a layer's digest may turn out to be another.
    ///
    /// Throws `CatalogError`, `LayerFilesError`, `ContentMismatch`, and what the image's place and `body` throw.
    package func documents(
        of catalog: Catalog,
        in image: CatalogImage,
        where isWanted: @Sendable (CatalogDocument) -> Bool,
        _ body: @escaping @Sendable (CatalogFile, CatalogDocument, [UInt8]) throws -> Void
    ) async throws {
        let wanted = WantedDocuments(of: catalog, where: isWanted)
        guard !wanted.areInMemory else { return try await blocking { try wanted.deliver(body) } }
        for digest in wanted.layers {
            guard let layer = image.layers.first(where: { $0.digest == digest }) else {
                throw CatalogError(catalog: catalog.name, message: "the image has no layer \(digest)")
            }
            let delivery = DocumentDelivery(body)
            try await image.place.wholeBlob(layer) { [arrived] stream in
                try await LayerFolder.read(image.root, of: layer, from: WatchedStream(stream, arrived)) {
                    WantedDocumentsVisitor(wanted, in: digest, delivery)
                }
            }
        }
    }
}
