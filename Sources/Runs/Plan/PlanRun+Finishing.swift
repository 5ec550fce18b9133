// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Deletions
import Diagnostics
import ImageAccess
import Ledger
import OCI
import Planning
import Plans
import Registry
import Resolution
import Sections
import SequenceMetadata

/// A part of the run: what is added to a compared plan.
extension PlanRun {
    /// Reads all content that a plan copies from an archive, and compares it with its digests.
    func verify(_ plan: Plan, _ sources: SourceAccess) async throws {
        // A run with a report has read everything already.
        guard let archive = sources.archive, surroundings.report == nil,
            !plan.checks.contains(where: { $0.severity == .error })
        else { return }
        let copied = ArchiveHoldings(of: archive).copied(by: plan)
        try await archive.verify(copied, progress: surroundings.readingProgress(of: archive.size(of: copied)))
    }

    /// The plan with what its updates replace, as the images tell of themselves.
    func described(_ plan: Plan, _ sources: SourceAccess) async throws -> Plan {
        guard request.target.folder == nil, !plan.checks.contains(where: { $0.severity == .error }) else {
            return plan
        }
        return try await ContentDescriber(library: sources.library, target: surroundings.clients.target)
            .describing(plan)
    }

    /// Whether images of the target may be deleted; an archive tells the far side what it no longer has.
    var prunesRegistry: Bool { choices.pruning != nil && request.target.folder == nil }

    /// What metadata adds to pruning a plan; `nil` if there is none, or nothing is pruned.
    func pruning(_ plan: Plan, _ sequence: OpenedSequence?) -> SequencePruning? {
        guard prunesRegistry, let previous = sequence?.previous else { return nil }
        return SequencePruning(
            recorded: previous.ledger(of: request.ledger.target, for: request.name),
            plan: plan,
            client: surroundings.clients.target
        )
    }

    /// Adds the deletion of images that no configuration requests any more.
    func pruned(
        _ plan: Plan,
        copying copies: [CopiedImage],
        _ desired: DesiredState,
        with sequence: SequencePruning?
    ) async throws -> Plan {
        guard let limit = choices.pruning, prunesRegistry else { return plan }
        let pruning = Pruning(
            of: plan,
            copying: copies,
            desired: desired,
            ledger: try await sequence?.ledger(request.ledger) ?? request.ledger,
            neighbours: request.neighbours,
            limit: limit,
            since: request.last
        )
        let survey = RepositorySurvey(client: surroundings.clients.target)
        return try await pruning.plan(surveying: survey) { [surroundings] done, all in
            surroundings.events(.surveyed(count: done, of: all))
        }
    }
}
