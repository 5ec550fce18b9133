// SPDX-License-Identifier: Apache-2.0

package import Resolution

/// The images of a section at a target, as deleting needs them.
///
/// An answer is complete or an error: a proof must not rest on a guess.
package protocol SectionHolding: Sendable {
    /// Returns the images of a configuration's section that the target may hold, each at its usual place.
    func contribution(
        to configuration: NamedConfiguration,
        for purpose: HeldPurpose
    ) async throws -> Contribution

    /// Returns the images that must stay because remaining images of the section need them, as far as they may be at places
    /// of the request.
    func needs(besides departing: DepartingImages) async throws -> NeededImages
}

extension SectionHolding {
    package func needs(besides departing: DepartingImages) async throws -> NeededImages { NeededImages() }
}

/// A section whose images at a target are exactly the requested ones, and need no others.
struct PlainHolding: SectionHolding {
    let answer: @Sendable (NamedConfiguration) async throws -> Contribution

    func contribution(
        to configuration: NamedConfiguration,
        for purpose: HeldPurpose
    ) async throws -> Contribution { try await answer(configuration) }
}
