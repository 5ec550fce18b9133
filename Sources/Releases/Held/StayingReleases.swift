// SPDX-License-Identifier: Apache-2.0

package import Resolution
package import Sections

/// What the releases need that stay at a target.
package struct StayingReleases: Sendable {
    private let target: KnownTarget
    /// Reads the releases of the target.
    private let held: @Sendable () async throws -> HeldReleases

    package init(target: KnownTarget, held: @escaping @Sendable () async throws -> HeldReleases) {
        self.target = target
        self.held = held
    }

    /// Returns the needs; releases are read only where one of their images may go.
    package func needs(besides departing: DepartingImages) async throws -> NeededImages {
        let components = try target.componentRepositories
        guard !departing.repositories.isDisjoint(with: components) else { return NeededImages() }
        return try await held().needs(besides: Set(departing.going.map(\.destination)), in: components)
    }
}
