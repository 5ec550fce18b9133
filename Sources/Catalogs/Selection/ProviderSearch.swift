// SPDX-License-Identifier: Apache-2.0

/// Searches catalogs for bundles that meet a need; it reads packages one at a time, and only if needed.
struct ProviderSearch: Sendable {
    /// A package of one of the catalogs.
    struct Place: Sendable, Hashable {
        /// The position of the catalog among the parts.
        let part: Int
        let package: String
    }

    private let read: @Sendable (Int, String) async throws -> CatalogPackage?
    private let packageNames: [[String]]
    private let isKnown: [Set<String>]
    /// The packages that offer an interface, in the order of catalogs and names; `nil` until the first search.
    private var offers: [CatalogAPI: [Place]]?

    init(_ parts: [DependencyResolver.Part], read: @escaping @Sendable (Int, String) async throws -> CatalogPackage?) {
        self.read = read
        packageNames = parts.map { $0.packageNames.sorted() }
        isKnown = parts.map { Set($0.packageNames) }
    }

    func package(at place: Place) async throws -> CatalogPackage? { try await read(place.part, place.package) }

    /// Returns the packages that may meet a simple requirement, in the order of catalogs and names.
    ///
    /// A package with the right name counts, whatever its versions.
    mutating func places(of requirement: Requirement) async throws -> [Place] {
        switch requirement {
        case .package(let name, _):
            isKnown.indices.filter { isKnown[$0].contains(name) }.map { Place(part: $0, package: name) }
        case .api(let api): try await allOffers()[api] ?? []
        case .all, .any, .none, .rule: []
        }
    }

    private mutating func allOffers() async throws -> [CatalogAPI: [Place]] {
        if let offers { return offers }
        var found: [CatalogAPI: [Place]] = [:]
        for (part, names) in packageNames.enumerated() {
            for name in names {
                guard let package = try await read(part, name) else { continue }
                for api in Set(package.bundles.flatMap(\.providedAPIs)) {
                    found[api, default: []].append(Place(part: part, package: name))
                }
            }
        }
        offers = found
        return found
    }
}
