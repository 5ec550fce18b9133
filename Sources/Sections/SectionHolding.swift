// SPDX-License-Identifier: Apache-2.0

package import Resolution

/// What a target holds of a section, as far as deleting has to know.
///
/// An answer is whole or an error: a proof must not rest on a guess.
package protocol SectionHolding: Sendable {
    /// Returns the images of the target that a configuration means by the section, each at its usual place.
    func contribution(
        to configuration: NamedConfiguration,
        for purpose: HeldPurpose
    ) async throws -> Contribution

    /// Returns what has to stay because images of the section stay that need it, as far as it concerns the places of what
    /// is asked to go.
    func needs(besides departing: DepartingImages) async throws -> NeededImages
}

extension SectionHolding {
    package func needs(besides departing: DepartingImages) async throws -> NeededImages { NeededImages() }
}

/// A section of which a target holds just what the configuration asks for, and of which nothing needs anything else.
struct PlainHolding: SectionHolding {
    let answer: @Sendable (NamedConfiguration) throws -> Contribution

    func contribution(
        to configuration: NamedConfiguration,
        for purpose: HeldPurpose
    ) async throws -> Contribution { try answer(configuration) }
}
