// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import ImageAccess
import Ledger
import MirrorConfiguration
import OCI
import Planning
import Plans
import Registry
import Resolution
import Sections

/// A part of the run: how the configuration is resolved.
extension PlanRun {
    var named: NamedConfiguration {
        NamedConfiguration(name: request.name, configuration: request.configuration)
    }

    /// Resolves the configuration.
    func desired(_ sections: [any ConfigurationSection], _ sources: SourceAccess) async throws -> DesiredState {
        do {
            let context = ResolutionContext(
                sources: sources,
                mapping: mapping,
                options: choices.recorded,
                refreshes: choices.refreshes,
                services: surroundings.services
            )
            let findings = try await requests(sections, in: context)
            let contributions: [Contribution]
            do {
                contributions = try findings.whole()
            } catch {
                throw PlanRefusal(error, findings.contributions.flatMap(\.findings))
            }
            let desired = Resolver(mapping: mapping, path: request.name)
                .resolve(request.configuration, with: contributions)
            if let refusal = PlanRefusal(desired.findings) { throw refusal }
            return desired
        } catch {
            if !(error is CancellationError), let report = surroundings.report, let archive = sources.archive {
                let lost = try await sources.library.lostImages()
                try report(ArchiveHoldings(of: archive).missingOfAll(lost, at: "\(request.target)"))
            }
            throw error
        }
    }

    /// What the sections of the configuration ask for, or what an archive of oc-mirror v1 brings in their place.
    func requests(
        _ sections: [any ConfigurationSection],
        in context: ResolutionContext
    ) async throws -> SectionFindings {
        guard let chosen = choices.archive.sequence else {
            return try await sections.findings(on: named, in: context)
        }
        var findings = SectionFindings()
        try await findings.collect {
            try await SequencedContents(chosen: chosen, releases: choices.releases).contribution(in: context)
        }
        return findings
    }

    /// Checks that the target is a registry, even if nothing is wanted there.
    func requireRegistry(for desired: DesiredState) async throws {
        let target = request.target
        guard target.folder == nil else { return }
        let place =
            try desired.images.first?.destination.repository
            ?? Repository(host: target.host, name: target.namespace ?? RepositoryName("mirror"))
        try await surroundings.clients.target.requireRegistry(at: place)
    }
}
