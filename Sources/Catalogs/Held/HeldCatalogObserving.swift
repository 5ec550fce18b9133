// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Resolution

/// Where the catalogs of a target are looked for.
///
/// An answer is whole or an error: a proof must not rest on a guess.
package protocol HeldCatalogObserving: Sendable {
    /// Returns the catalogs at some places, as far as they are there, and all others in some repositories, except those
    /// that were `seen`: each with the bundles that it offers.
    func catalogs(
        at places: [Destination],
        in repositories: [Repository],
        besides seen: Set<Destination>
    ) async throws -> [OfferedBundles]

    /// Returns those bundles that can be installed, because their own image is at the target.
    func installable(_ bundles: [BundleNeeds]) async throws -> [BundleNeeds]
}
