// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Ledger
import OCI
import Releases
import Resolution
import Scheduling

@testable import Deletions

/// A target made of values, and what configurations mean there; it remembers what it was asked about.
struct HeldValues: HeldObserving {
    /// What configurations mean, by their names.
    var meanings: [String: DesiredState] = [:]
    var heldReleases: [HeldReleases.Release] = []
    var heldCatalogs: [Destination: [CatalogBundle]] = [:]
    var contents: [Repository: RepositoryContent] = [:]
    private let log = Guarded<[String]>([])

    var questions: [String] { log.withLock { $0 } }

    private func note(_ question: String) { log.withLock { $0.append(question) } }

    func requireRegistry() async throws { note("registry") }

    func images(of configuration: NamedConfiguration, for purpose: HeldPurpose) async throws -> DesiredState {
        note("\(purpose) \(configuration.name)")
        guard let meaning = meanings[configuration.name] else { throw Unknown(name: configuration.name) }
        return meaning
    }

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

    func survey(
        _ requested: [Repository: RequestedContent],
        _ ledgers: [TargetLedger],
        progress: @escaping @Sendable (Int) -> Void
    ) async throws -> TargetSurvey {
        note("survey of \(ledgers.map(\.target).joined(separator: ", "))")
        progress(requested.count)
        return TargetSurvey(contents: contents.filter { requested[$0.key] != nil })
    }

    /// A test forgot to say what a configuration means.
    struct Unknown: Error { let name: String }
}
