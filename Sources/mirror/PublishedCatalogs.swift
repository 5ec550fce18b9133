// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import OCI
import Registry
import Releases

/// The catalogs that are published for OpenShift, as the tags of their repositories tell.
struct PublishedCatalogs {
    let client: RegistryClient

    private static let repositories = [
        "certified-operator-index", "community-operator-index", "redhat-marketplace-index", "redhat-operator-index",
    ].map { "registry.redhat.io/redhat/\($0)" }

    /// A catalog for a version of OpenShift.
    struct Listed: Sendable {
        let repository: String
        let version: MinorVersion

        var reference: String { "\(repository):v\(version)" }
    }

    /// Returns the catalogs of all versions or of one, and why some repositories told nothing.
    ///
    /// Throws where none of them did, and `CommandError` where there is none of that version.
    func list(_ wanted: MinorVersion?) async throws -> (catalogs: [Listed], unreadable: [String]) {
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
            let versions = Set(catalogs.map(\.version)).sorted().suffix(6).map(\.description)
            throw CommandError(
                "no catalog is published for OpenShift \(wanted)\n"
                    + (versions.isEmpty
                        ? "There are none at all." : "The latest are for \(versions.joined(separator: ", ")).")
            )
        }
        return (listed, failures.map { "\($0)" })
    }
}
