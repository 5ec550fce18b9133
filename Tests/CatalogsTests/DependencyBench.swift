// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import Plans
import Scheduling
import TestSupport

/// What every bundle of a test's operator needs.
struct Needs: Sendable {
    var package: (name: String, range: String)?
    /// As `CatalogAPI` writes itself.
    var api: String?
    var constraint: String?

    init(package: (name: String, range: String)? = nil, api: String? = nil, constraint: String? = nil) {
        self.package = package
        self.api = api
        self.constraint = constraint
    }

    func apply(_ package: CatalogPackage) -> CatalogPackage {
        var package = package
        for index in package.bundles.indices {
            package.bundles[index].needs.packages =
                self.package.map { [RequiredPackage(name: $0.name, versionRange: $0.range)] } ?? []
            package.bundles[index].needs.apis = api.map { [CatalogAPI(text: $0)] } ?? []
            package.bundles[index].needs.constraints = constraint.map { [$0] } ?? []
        }
        return package
    }
}

extension CatalogAPI {
    /// Reads `group/version Kind`.
    init(text: String) {
        let parts = text.split { $0 == "/" || $0 == " " }.map(String.init)
        self.init(group: parts[0], version: parts[1], kind: parts[2])
    }
}

/// An operator with one channel `c`.
func made(_ name: String, _ entries: [String]) -> CatalogPackage { made(name, default: "c", ["c": entries]) }

func made(_ name: String, default channel: String, _ channels: [String: [String]]) -> CatalogPackage {
    let sorted = channels.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return CatalogPackage(TestOperator(name, default: channel, sorted))
}

/// The same with bundles that offer an interface.
func offering(_ package: CatalogPackage) -> CatalogPackage {
    var package = package
    for index in package.bundles.indices { package.bundles[index].providedAPIs = [CatalogAPI(text: "db.io/v1 DB")] }
    return package
}

/// Catalogs, and the heads of some of their packages.
struct World: Sendable {
    var parts: [DependencyResolver.Part]
    private let catalogs: [[String: CatalogPackage]]
    private let log = Guarded<[String]>([])

    init(_ catalogs: [(name: String, packages: [CatalogPackage], selected: Set<String>)]) {
        self.catalogs = catalogs.map { Dictionary(uniqueKeysWithValues: $0.packages.map { ($0.name, $0) }) }
        parts = catalogs.map { catalog in
            let filter = PackageFilter(catalog: catalog.name, full: false, path: "isc.yaml", at: "isc.yaml:5:0")
            return DependencyResolver.Part(
                catalog: catalog.name,
                at: "isc.yaml:5:0",
                takesDependencies: true,
                selections: Dictionary(
                    uniqueKeysWithValues: catalog.packages.filter { catalog.selected.contains($0.name) }.map {
                        ($0.name, filter.select($0, nil))
                    }
                ),
                packageNames: catalog.packages.map(\.name)
            )
        }
    }

    /// The packages that were read.
    var reads: [String] { log.withLock { $0 } }

    func resolve(_ parts: [DependencyResolver.Part]? = nil, adds: Bool) async throws -> Resolved {
        let resolver = DependencyResolver(adds: adds) { [catalogs, log] part, name in
            log.withLock { $0.append(name) }
            return catalogs[part][name]
        }
        let result = try await resolver.resolve(parts ?? self.parts)
        return Resolved(parts: result.parts, checks: result.findings)
    }
}

struct Resolved: Sendable {
    let parts: [DependencyResolver.Part]
    let checks: [Finding]

    /// A line for each catalog with the bundles that are kept of it, sorted.
    var kept: [String] {
        parts.map { part in
            "\(part.catalog): " + part.selections.values.flatMap(\.bundles).map(\.name).sorted().joined(separator: " ")
        }
    }
}
