// SPDX-License-Identifier: Apache-2.0

package import ImageAccess
import OCI
import Plans
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

    /// Whether an image at the target is a catalog that can be read.
    package func isCatalog(_ held: HeldCatalog) async throws -> Bool {
        do {
            _ = try await catalog(held)
            return true
        } catch is CatalogError {
            return false
        }
    }

    /// Returns what a catalog offers.
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
            // What cannot be read in it may need anything.
            if let fault = catalog.faults.first { throw fault.error }
            return catalog
        }
    }

    /// Returns the images that the bundles need which stay in these catalogs.
    ///
    /// `places` tells where else an image lies than `mapping` says: it may have been mirrored with other options. A bundle
    /// whose own image is not at the target any more can be installed by nobody, and needs nothing.
    /// Throws `CatalogError` and whatever reading a catalog throws: a proof must not rest on a guess.
    package func needs(
        of catalogs: [HeldCatalog],
        besides going: GoingBundles,
        at mapping: DestinationMapping,
        places: @escaping @Sendable (String) -> Set<Destination>
    ) async throws -> NeededImages {
        let bundles = try await concurrentMap(catalogs, limit: CatalogOpener.parallelism) {
            try await self.bundles(of: $0)
        }
        var offers: [String: Int] = [:]
        for bundle in bundles.lazy.joined() {
            if let name = going.name(ofFree: bundle) { offers[name, default: 0] += 1 }
        }
        var needed = NeededImages()
        for (held, bundles) in zip(catalogs, bundles) {
            let staying = bundles.filter { !going.contains($0, of: held, offers: offers) }
            let needs = try await concurrentMap(staying, limit: Self.questions) { bundle in
                let needs = try Needs(bundle, of: held, at: mapping, places)
                return try await isThere(needs.ownPlaces, needs.own) ? needs : nil
            }
            for each in needs.compactMap(\.self) { needed.formUnion(each.images) }
        }
        return needed
    }

    /// How many bundles are looked for at the same time.
    private static let questions = 16

    private func bundles(of held: HeldCatalog) async throws -> [CatalogBundle] {
        let catalog = try await catalog(held)
        var bundles: [CatalogBundle] = []
        for name in catalog.packageNames { bundles += try await catalog.package(name)?.bundles ?? [] }
        return bundles
    }

    private func isThere(_ places: Set<Destination>, _ bundle: ImageReference?) async throws -> Bool {
        // What cannot be looked for counts as being there.
        guard let bundle, !places.isEmpty else { return true }
        for place in places.sorted() {
            let tag = bundle.digest == nil ? place.tag : nil
            let reference = ImageReference(repository: place.repository, tag: tag, digest: bundle.digest)
            if try await library.isThere(reference) { return true }
        }
        return false
    }
}

/// What a bundle needs at a target.
private struct Needs: Sendable {
    var images = NeededImages()
    /// The bundle's own image, and where it may lie.
    var own: ImageReference?
    var ownPlaces: Set<Destination> = []

    init(
        _ bundle: CatalogBundle,
        of catalog: HeldCatalog,
        at mapping: DestinationMapping,
        _ places: (String) -> Set<Destination>
    ) throws {
        let who = "the bundle \(bundle.name) of \(catalog.destination)"
        for (text, type) in OperatorImages.images(of: bundle) {
            // What is no reference was not mirrored.
            guard let reference = try? OperatorImages.reference(text) else { continue }
            let usual = Set(
                try [false, true].compactMap { byDigest in
                    byDigest && reference.digest == nil ? nil : try mapping.operatorImage(reference, byDigest: byDigest)
                }
            )
            let all = places("\(reference)").union(usual)
            if type == .operatorBundle { (own, ownPlaces) = (reference, all) }
            for destination in all {
                // Tags are known by the SHA-256 of what they name.
                if let digest = reference.digest, digest.algorithm == .sha256 {
                    images.need(digest, in: destination.repository, by: who)
                } else {
                    images.need(destination, by: who)
                }
            }
        }
    }
}
