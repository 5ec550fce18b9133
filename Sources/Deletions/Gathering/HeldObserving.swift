// SPDX-License-Identifier: Apache-2.0

package import Resolution
package import Sections

/// What deleting has to know of a target and of what configurations mean there; nothing is changed.
///
/// An answer is whole or an error: a proof must not rest on a guess.
package protocol HeldObserving: TargetSurveying {
    /// Throws where no registry answers at the target.
    func requireRegistry() async throws

    /// Returns the images of the target that a configuration means, each at its usual place.
    func images(of configuration: NamedConfiguration, for purpose: HeldPurpose) async throws -> DesiredState

    /// Returns what has to stay because images stay that need it, as far as it concerns the places of what is asked to go.
    func needs(besides departing: DepartingImages) async throws -> NeededImages
}
