// SPDX-License-Identifier: Apache-2.0

import OCI
package import Registry
package import Releases

/// The catalogs that are published for OpenShift, from the tags of their repositories.
package struct PublishedCatalogs: Sendable {
    private let client: RegistryClient

    package init(client: RegistryClient) { self.client = client }

    private static let repositories = [
        "certified-operator-index", "community-operator-index", "redhat-marketplace-index", "redhat-operator-index",
    ].map { "registry.redhat.io/redhat/\($0)" }

    /// A catalog for a version of OpenShift.
    package struct Listed: Sendable, Equatable {
        package let repository: String
        package let version: MinorVersion

        package init(repository: String, version: MinorVersion) {
            self.repository = repository
            self.version = version
        }

        package var reference: String { "\(repository):v\(version)" }
    }

    /// Returns the catalogs of all versions or of one, and errors about unreadable repositories.
    ///
    /// Throws if all repositories are unreadable, and `NoPublishedCatalog` if there is no catalog for the version.
    package func list(_ wanted: MinorVersion?) async throws -> (catalogs: [Listed], unreadable: [String]) {
        var catalogs: [Listed] = []
        var failures: [any Error] = []
        for name in Self.repositories {
            do {
                let tags = try await client.tags(try Repository(name))
                let versions = tags.filter { $0.hasPrefix("v") }.compactMap { MinorVersion(String($0.dropFirst())) }
                catalogs += versions.sorted().map { Listed(repository: name, version: $0) }
            } catch let error as CancellationError {
                throw error
            } catch {
                failures.append(error)
            }
        }
        if let failure = failures.first, failures.count == Self.repositories.count { throw failure }
        let listed = catalogs.filter { wanted == nil || $0.version == wanted }
        if let wanted, listed.isEmpty {
            throw NoPublishedCatalog(version: wanted, published: Set(catalogs.map(\.version)).sorted())
        }
        return (listed, failures.map { "\($0)" })
    }
}
