// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import ImageAccess
import OCI
package import Registry
import Scheduling

/// Looks up all operators of a catalog, one operator, or one channel.
package struct OperatorLookup: Sendable {
    private let client: RegistryClient
    private let place: CachePlace
    private let events: @Sendable (OperatorLookupEvent) -> Void

    package init(
        client: RegistryClient,
        cache: CachePlace,
        events: @escaping @Sendable (OperatorLookupEvent) -> Void
    ) {
        self.client = client
        place = cache
        self.events = events
    }

    /// Reads a catalog, given as a reference or `oci://directory`.
    ///
    /// Throws `UnknownInCatalog` if it has no such operator or channel.
    package func find(in catalog: String, package name: String? = nil, channel: String? = nil) async throws
        -> FoundOperators
    {
        let opened = try await open(catalog)
        guard let name else { return .all(try await readable(opened)) }
        guard let package = try await opened.package(name) else {
            throw UnknownInCatalog(kind: .package, name: name, whole: catalog, known: opened.packageNames)
        }
        guard let channel else { return .package(package) }
        guard let found = package.channels.first(where: { $0.name == channel }) else {
            throw UnknownInCatalog(kind: .channel, name: channel, whole: name, known: package.channels.map(\.name))
        }
        return .channel(found, of: package)
    }

    private func open(_ text: String) async throws -> Catalog {
        let library = ImageLibrary(client: client)
        let cache = try await place.open()
        let pinned = try await CatalogLocator(library: library).pin(try ImageSource(text))
        let image = try await CatalogImage.open(pinned.digest, at: pinned.place, platforms: [], name: text)
        let total = ByteCounter()
        events(.reading)
        let reader = CatalogReader(cache: cache) { [events] in events(.read(bytes: total.add(Int64($0)))) }
        return try await reader.read(image, expecting: [])
    }

    /// The packages that can be read; each of the others is reported.
    private func readable(_ catalog: Catalog) async throws -> [CatalogPackage] {
        var packages: [CatalogPackage] = []
        for name in catalog.packageNames {
            do {
                if let package = try await catalog.package(name) { packages.append(package) }
            } catch let error as CatalogError {
                events(.unreadable("\(error)"))
            }
        }
        return packages
    }
}
