// SPDX-License-Identifier: Apache-2.0

package import ImageAccess
import OCI
import Resolution
import Scheduling

/// Reads the catalogs at a target, each once.
package struct HeldCatalogReader: Sendable {
    private let library: ImageLibrary
    private let reader: CatalogReader
    private let work = RememberedWork<Digest, Catalog>()

    /// Makes a reader; `library` reads from the target.
    package init(library: ImageLibrary, reader: CatalogReader) {
        self.library = library
        self.reader = reader
    }

    /// Whether an image at the target is a catalog that can be read.
    package func isCatalog(_ held: HeldCatalog) async throws -> Bool {
        do {
            _ = try await catalog(held)
            return true
        } catch is CatalogError {
            return false
        }
    }

    /// Returns the content of a catalog.
    func catalog(_ held: HeldCatalog) async throws -> Catalog {
        try await work.value(for: held.digest) {
            let reference = ImageReference(repository: held.destination.repository, tag: held.destination.tag)
            let image = try await CatalogImage.open(
                held.digest,
                at: try library.place(of: .registry(reference)),
                platforms: [],
                name: "\(held.destination)",
                isSparse: true
            )
            let catalog = try await reader.read(image, expecting: [])
            // An unreadable part may need any image.
            if let fault = catalog.faults.first { throw fault.error }
            return catalog
        }
    }

    /// Returns the bundles that catalogs offer.
    ///
    /// Throws `CatalogError` and all errors of reading a catalog, because a proof must not rest on a guess.
    package func offers(of catalogs: [HeldCatalog]) async throws -> [OfferedBundles] {
        try await concurrentMap(catalogs, limit: CatalogOpener.parallelism) {
            OfferedBundles(catalog: $0, bundles: try await self.bundles(of: $0))
        }
    }

    /// Returns the bundles that can be installed.
    ///
    /// A bundle without its own image at the target cannot be installed, so it needs nothing.
    package func installable(_ bundles: [BundleNeeds]) async throws -> [BundleNeeds] {
        try await concurrentMap(bundles, limit: Self.questions) { bundle in
            try await self.isThere(bundle) ? bundle : nil
        }
        .compactMap(\.self)
    }

    /// The number of bundles that are looked for at the same time.
    private static let questions = 16

    private func bundles(of held: HeldCatalog) async throws -> [CatalogBundle] {
        let catalog = try await catalog(held)
        var bundles: [CatalogBundle] = []
        for name in catalog.packageNames { bundles += try await catalog.package(name)?.bundles ?? [] }
        return bundles
    }

    private func isThere(_ bundle: BundleNeeds) async throws -> Bool {
        // A bundle that cannot be looked for counts as present.
        guard let own = bundle.own, !bundle.ownPlaces.isEmpty else { return true }
        for place in bundle.ownPlaces.sorted() {
            let tag = own.digest == nil ? place.tag : nil
            let reference = ImageReference(repository: place.repository, tag: tag, digest: own.digest)
            if try await library.isThere(reference) { return true }
        }
        return false
    }
}
