// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Deletions
import OCI
import Releases
import Resolution
import Scheduling

/// The releases and catalogs of a target, made of values; it remembers what it was asked about.
struct HeldWholes: HeldCatalogObserving {
    var heldReleases: [HeldReleases.Release] = []
    var heldCatalogs: [Destination: [CatalogBundle]] = [:]
    var contents: [Repository: RepositoryContent] = [:]
    private let log = Guarded<[String]>([])

    var questions: [String] { log.withLock { $0 } }

    private func note(_ question: String) { log.withLock { $0.append(question) } }

    func releases() async throws -> HeldReleases {
        note("releases")
        return HeldReleases(releases: heldReleases)
    }

    func catalogs(
        at places: [Destination],
        in repositories: [Repository],
        besides seen: Set<Destination>
    ) async throws -> [OfferedBundles] {
        note("catalogs")
        let others = heldCatalogs.keys.sorted().filter { repositories.contains($0.repository) && !seen.contains($0) }
        return (places + others).compactMap { place in
            heldCatalogs[place].map { bundles in
                let catalog = HeldCatalog(destination: place, digest: Fixture.digest("\(place)"))
                return OfferedBundles(catalog: catalog, bundles: bundles)
            }
        }
    }

    func installable(_ bundles: [BundleNeeds]) async throws -> [BundleNeeds] {
        bundles.filter { bundle in
            bundle.ownPlaces.isEmpty
                || bundle.ownPlaces.contains { place in
                    let content = contents[place.repository]
                    guard let digest = bundle.own?.digest else { return content?.tags[place.tag] != nil }
                    return content?.manifests[digest] != nil
                }
        }
    }
}
