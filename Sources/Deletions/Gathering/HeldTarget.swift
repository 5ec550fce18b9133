// SPDX-License-Identifier: Apache-2.0

package import Ledger
import MirrorConfiguration
package import OCI
import Registry
package import Resolution
package import Sections

/// Asks a registry for its contents, and sections for the configured images among them.
package struct HeldTarget: HeldObserving {
    /// A section with its answers about the target.
    private struct Part: Sendable {
        let section: any ConfigurationSection
        let holding: any SectionHolding
    }

    private let context: HoldingContext
    private let parts: [Part]

    /// Makes a target with these sections, in the order of their findings; sends no request yet.
    package init(_ context: HoldingContext, sections: [any ConfigurationSection]) async throws {
        self.context = context
        var parts: [Part] = []
        for section in sections {
            parts.append(Part(section: section, holding: try await section.holding(at: context)))
        }
        self.parts = parts
    }

    private var mapping: DestinationMapping { context.target.mapping }

    package func requireRegistry() async throws {
        try await context.registry.requireRegistry(at: try mapping.payload(of: "any").repository)
    }

    package func images(
        of configuration: NamedConfiguration,
        for purpose: HeldPurpose
    ) async throws -> DesiredState {
        var findings = SectionFindings()
        for part in parts where part.section.isAsked(by: configuration.mirror) {
            try await findings.collect { try await part.holding.contribution(to: configuration, for: purpose) }
        }
        return Resolver(mapping: mapping, path: configuration.name)
            .resolve(configuration.configuration, with: try findings.whole())
    }

    package func digests(of references: [ImageReference]) async throws -> [ImageReference: Digest] {
        try await context.digestsAtSources(of: references)
    }

    package func needs(besides departing: DepartingImages) async throws -> NeededImages {
        var needed = NeededImages()
        for part in parts { needed.formUnion(try await part.holding.needs(besides: departing)) }
        return needed
    }

    package func survey(
        _ requested: [Repository: RequestedContent],
        _ ledgers: [TargetLedger],
        progress: @escaping @Sendable (Int) -> Void
    ) async throws -> TargetSurvey {
        try await RepositorySurvey(client: context.registry).survey(requested, ledgers, progress: progress)
    }
}
