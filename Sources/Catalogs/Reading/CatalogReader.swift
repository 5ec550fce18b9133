// SPDX-License-Identifier: Apache-2.0

package import Layouts

/// Reads catalogs out of the layers of their images, each layer once: what is known of one is kept by its digest.
package struct CatalogReader: Sendable {
    private let cache: DiskCache

    package init(cache: DiskCache) { self.cache = cache }

    /// Reads a catalog.
    ///
    /// The documents of the packages `expected`, or of all of them for `nil`, are wanted again soon: as many as fit into
    /// a bounded piece of memory need no second look at the layers.
    ///
    /// Throws `CatalogError`, `LayerFilesError`, `ContentMismatch`, and what the image's place throws.
    package func read(_ image: CatalogImage, expecting expected: Set<String>?) async throws -> Catalog {
        fatalError("to come")
    }

    /// Hands documents to `body` with their very bytes, in the order of the catalog's files and of the documents in them.
    ///
    /// Only the layers that hold one are read.
    package func documents(
        of catalog: Catalog,
        in image: CatalogImage,
        where isWanted: @Sendable (CatalogDocument) -> Bool,
        _ body: @escaping @Sendable (CatalogFile, CatalogDocument, [UInt8]) throws -> Void
    ) async throws {
        fatalError("to come")
    }
}
