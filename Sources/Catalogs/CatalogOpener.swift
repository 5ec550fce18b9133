// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import ImageAccess
package import MirrorConfiguration
import OCI
import Plans
import Resolution
import Scheduling

/// An entry of the configuration with the catalog that it names.
struct OpenCatalog: Sendable {
    let index: Int
    let entry: OperatorCatalog
    let pinned: CatalogLocator.Pinned
    let image: CatalogImage
    let catalog: Catalog

    var section: String { "mirror.operators[\(index)]" }
    /// Whether the catalog is copied unfiltered.
    var isWhole: Bool { entry.isWhole }
    /// The source with its digest, as oc-mirror v1 records it: nothing for one that is asked for by its digest.
    var versionOnePin: String {
        switch entry.source {
        case .registry(let reference): reference.digest == nil ? "\(reference.repository)@\(pinned.digest)" : ""
        case .layout: entry.text
        }
    }
}

/// Pins and reads the catalogs of a configuration, each once, however many entries name it.
package struct CatalogOpener: Sendable {
    let locator: CatalogLocator
    let reader: CatalogReader
    /// The configuration's name in plans.
    let path: String
    /// Whether missing packages and channels are left out.
    let allowsMissing: Bool
    /// The rules of the configuration.
    let rules: ConfigurationRules
    /// What oc-mirror v1 recorded of catalogs.
    let earlier: EarlierHeads

    package init(
        locator: CatalogLocator,
        reader: CatalogReader,
        path: String,
        allowsMissing: Bool = false,
        rules: ConfigurationRules = .versionTwo,
        earlier: EarlierHeads = EarlierHeads()
    ) {
        self.locator = locator
        self.reader = reader
        self.path = path
        self.allowsMissing = allowsMissing
        self.rules = rules
        self.earlier = earlier
    }

    /// The number of catalogs that are read at a time; each keeps a processor busy.
    static let parallelism = 2

    /// The error of an entry as a finding; the other entries are still checked.
    struct Unreadable: Error {
        let finding: Finding
    }

    private struct Source: Hashable {
        let name: String
        let platforms: [Platform]
    }

    /// Returns the entries whose catalogs could be read, in order, and a finding for each of the others.
    func open(_ entries: [OperatorCatalog]) async throws -> ([OpenCatalog], [Finding]) {
        let pins = try await concurrentMap(entries, limit: 8) { entry in
            try await attempt(entry) { try await locator.pin(entry.source, keptAs: entry.storedName(by: rules)) }
        }
        let pairs = Array(zip(entries, pins).enumerated())
        let expected = Self.expected(pairs.map(\.element))
        let work = RememberedWork<Source, Reading>()
        let found = try await concurrentMap(pairs, limit: Self.parallelism) { index, pair in
            let (entry, pin) = pair
            return try await attempt(entry) {
                let pinned = try pin.get()
                let source = Source(name: pinned.source, platforms: entry.platforms)
                let reading = try await work.value(for: source) {
                    let image = try await CatalogImage.open(
                        pinned.digest,
                        at: pinned.place,
                        platforms: entry.platforms,
                        name: entry.text
                    )
                    let packages = expected[source]?.packages
                    return Reading(image: image, catalog: try await reader.read(image, expecting: packages))
                }
                guard entry.isWhole || !reading.catalog.packageNames.isEmpty else {
                    throw CatalogError(
                        catalog: entry.text,
                        message: "it has no package, so nothing is left of it",
                        remedy: "check that this is the image you meant, or mirror it as it is: `full: true`"
                    )
                }
                return OpenCatalog(
                    index: index,
                    entry: entry,
                    pinned: pinned,
                    image: reading.image,
                    catalog: reading.catalog
                )
            }
        }
        var catalogs: [OpenCatalog] = []
        var findings: [Finding] = []
        for result in found {
            switch result {
            case .success(let catalog): catalogs.append(catalog)
            case .failure(let failure): findings.append(failure.finding)
            }
        }
        return (catalogs, findings)
    }

    private struct Reading: Sendable {
        let image: CatalogImage
        let catalog: Catalog
    }

    /// The packages of which a part will be wanted; `nil` means all.
    private struct Expectation {
        var packages: Set<String>? = []

        mutating func add(_ entry: OperatorCatalog) {
            // A catalog that is copied unfiltered needs no document a second time.
            guard !entry.isWhole else { return }
            packages = entry.packages.isEmpty ? nil : packages?.union(entry.packages.map(\.name))
        }
    }

    private static func expected(
        _ pairs: [(OperatorCatalog, Result<CatalogLocator.Pinned, Unreadable>)]
    ) -> [Source: Expectation] {
        var expected: [Source: Expectation] = [:]
        for (entry, pin) in pairs {
            guard case .success(let pinned) = pin else { continue }
            expected[Source(name: pinned.source, platforms: entry.platforms), default: Expectation()].add(entry)
        }
        return expected
    }

    /// Turns an error of an entry into a finding, at a place in the configuration or else at the entry.
    func attempt<Value: Sendable>(
        _ entry: OperatorCatalog,
        at location: SourceLocation? = nil,
        _ body: () async throws -> Value
    ) async throws -> Result<Value, Unreadable> {
        do {
            return .success(try await body())
        } catch let error as CancellationError {
            throw error
        } catch let error as Unreadable {
            return .failure(error)
        } catch {
            // An error of the catalog itself begins with its name.
            let explanation = Explanation(error)
            return .failure(
                Unreadable(
                    finding: Finding(
                        .error,
                        .catalogUnreadable,
                        error is CatalogError ? explanation : explanation.about(entry.text),
                        at: (location ?? entry.location).place(in: path)
                    )
                )
            )
        }
    }
}

extension OperatorCatalog {
    /// The name under which an archive keeps the filtered catalog.
    fileprivate func storedName(by rules: ConfigurationRules) -> StoredName? {
        let mapping = try? DestinationMapping.archive.following(rules)
        guard let place = try? mapping?.destination(of: self, digest: Digest(of: [])) else { return nil }
        // A catalog that is requested only by digest is kept under the digest of its filtered catalog.
        return StoredName(repository: place.repository.name, tag: hasTag(by: rules) ? place.tag : nil)
    }

    /// Whether nothing is left out of the catalog.
    var isWhole: Bool { full && packages.isEmpty }
}
