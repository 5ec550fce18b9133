// SPDX-License-Identifier: Apache-2.0

package import ImageAccess
import OCI
package import Resolution
import Scheduling

/// Reads the catalogs that a target holds, each once.
package struct HeldCatalogReader: Sendable {
    private let library: ImageLibrary
    private let reader: CatalogReader
    private let work = RememberedWork<Digest, Catalog>()

    /// Makes a reader; `library` reads from the target.
    package init(library: ImageLibrary, reader: CatalogReader) {
        self.library = library
        self.reader = reader
    }

    /// Returns what a catalog offers.
    func catalog(_ held: HeldCatalog) async throws -> Catalog {
        try await work.value(for: held.digest) {
            let reference = ImageReference(repository: held.destination.repository, tag: held.destination.tag)
            let image = try await CatalogImage.open(
                held.digest,
                at: try library.place(of: .registry(reference)),
                platforms: [],
                name: "\(held.destination)"
            )
            return try await reader.read(image, expecting: [])
        }
    }

    /// Returns the images that the bundles need which stay in these catalogs.
    ///
    /// `places` tells where else an image lies than `mapping` says: it may have been mirrored with other options.
    /// Throws `CatalogError` and whatever reading a catalog throws: a proof must not rest on a guess.
    package func needs(
        of catalogs: [HeldCatalog],
        besides going: GoingBundles,
        at mapping: DestinationMapping,
        places: @escaping @Sendable (String) -> Set<Destination>
    ) async throws -> NeededImages {
        let found = try await concurrentMap(catalogs, limit: CatalogOpener.parallelism) { held in
            var needed = NeededImages()
            let catalog = try await self.catalog(held)
            for name in catalog.packageNames {
                for bundle in try await catalog.package(name)?.bundles ?? [] where !going.contains(bundle, of: held) {
                    try Self.add(bundle, of: held, at: mapping, places, to: &needed)
                }
            }
            return needed
        }
        return found.reduce(into: NeededImages()) { $0.formUnion($1) }
    }

    private static func add(
        _ bundle: CatalogBundle,
        of catalog: HeldCatalog,
        at mapping: DestinationMapping,
        _ places: (String) -> Set<Destination>,
        to needed: inout NeededImages
    ) throws {
        let who = "the bundle \(bundle.name) of \(catalog.destination)"
        for (text, _) in OperatorImages.images(of: bundle) {
            // What is no reference was not mirrored.
            guard let reference = try? OperatorImages.reference(text) else { continue }
            let usual = try mapping.operatorImage(reference, byDigest: false)
            for destination in places("\(reference)").union([usual]) {
                if let digest = reference.digest {
                    needed.need(digest, in: destination.repository, by: who)
                } else {
                    needed.need(destination, by: who)
                }
            }
        }
    }
}
