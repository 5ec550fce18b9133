// SPDX-License-Identifier: Apache-2.0

package import Catalogs
package import OCI
package import Releases
package import Resolution

/// What deleting has to know of a target and of what configurations mean there; nothing is changed.
///
/// An answer is whole or an error: a proof must not rest on a guess.
package protocol HeldObserving: TargetSurveying {
    /// Throws where no registry answers at the target.
    func requireRegistry() async throws

    /// Returns the images of the target that a configuration means, each at its usual place.
    func images(of configuration: NamedConfiguration, for purpose: HeldPurpose) async throws -> DesiredState

    /// Returns the releases of the target.
    func releases() async throws -> HeldReleases

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
