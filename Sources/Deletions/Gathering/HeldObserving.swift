// SPDX-License-Identifier: Apache-2.0

package import OCI
package import OCI
package import Resolution
package import Sections

/// A target, and the configured images at it, as deleting needs them; nothing is changed.
///
/// An answer is complete or an error: a proof must not rest on a guess.
package protocol HeldObserving: TargetSurveying {
    /// Throws if no registry answers at the target.
    func requireRegistry() async throws

    /// Returns the images of a configuration that the target may hold, each at its usual place.
    func images(of configuration: NamedConfiguration, for purpose: HeldPurpose) async throws -> DesiredState

    /// Returns the digests that images have at their sources, as far as these can be asked.
    func digests(of references: [ImageReference]) async throws -> [ImageReference: Digest]

    /// Returns the images that must stay because remaining images need them, as far as they may be at places of the
    /// request.
    func needs(besides departing: DepartingImages) async throws -> NeededImages
}
