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
import SequenceMetadata

/// A part of the run: what is known of sources and target.
extension PlanRun {
    /// What plans the parts of an archive of oc-mirror v1, if one is written.
    func writing(_ sequence: OpenedSequence?, _ sources: SourceAccess) -> SequencedWriting? {
        guard let sequence, request.target.folder != nil else { return nil }
        return SequencedWriting(
            configuration: request.configuration,
            previous: sequence.previous,
            drops: choices.archive.dropsUnwanted,
            library: sources.library,
            services: surroundings.services,
            limit: choices.archive.volumeLimit
        )
    }

    func observer(_ sources: SourceAccess, _ writing: SequencedWriting?) -> Observer {
        Observer(
            source: ObservedLibrary(library: sources.library),
            target: target(writing),
            ledger: request.ledger,
            // The archives of oc-mirror v1 have no place for attachments.
            attachments: writing == nil ? choices.attachments : .notCopied,
            progress: { [surroundings] in surroundings.events(.observed(count: $0, of: $1)) }
        )
    }

    /// What is known of the target: a registry answers itself, and what archives carried is recorded.
    func target(_ writing: SequencedWriting?) -> any TargetObserving {
        if request.target.folder == nil { return RegistryTarget(client: surroundings.clients.target) }
        if let writing { return SequencedTarget(after: writing.previous) }
        return ArchiveTarget(
            ledger: request.ledger,
            since: choices.recorded.since,
            missing: choices.archive.missing
        )
    }

    /// The request for a new archive, if one is written.
    func volumes(
        for desired: DesiredState,
        _ sections: [any ConfigurationSection]
    ) async throws -> ArchiveRequest? {
        guard let path = request.target.folder else { return nil }
        let folder = TargetFolder(reading: path)
        for remark in ArchiveRemarks(on: folder, request.ledger).all { surroundings.events(.remark(remark)) }
        let filling = ArchiveFilling(
            configuration: request.configuration,
            firstVolume: try folder.firstVolume(after: request.ledger.archive),
            limit: choices.archive.volumeLimit
        )
        return try await filling.request(for: desired, sections, in: surroundings.services)
    }

    /// Checks that an archive is complete; leaves out incomplete images if that is allowed, and returns the findings about
    /// a plan of the rest.
    func whole(
        _ observed: ObservedState,
        _ desired: DesiredState,
        _ sources: SourceAccess
    ) async throws -> (observed: ObservedState, findings: ((Plan) -> [Finding])?) {
        guard let archive = sources.archive else { return (observed, nil) }
        let completeness = ArchiveCompleteness(of: ArchiveHoldings(of: archive), for: "\(request.target)", observed)
        let missing = try await completeness.missing(desired) { try? await sources.library.digest(of: $0, keptAs: nil) }
        try surroundings.report?(missing)
        let isReported = surroundings.report != nil
        return (
            choices.recorded.allowMissing ? completeness.withoutIncomplete : observed,
            { completeness.findings(missing, in: $0, isReported: isReported) }
        )
    }
}
