// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import Foundation
import Plans
package import Resolution
import SequenceMetadata
package import SequencedArchives

/// The archives of oc-mirror v1 that a plan may read, before one of them is chosen.
///
/// Such an archive brings its own configuration: what its run chose is known from what it brought.
package struct SequencedInput: Sendable {
    private let found: SequenceFolder

    /// Looks for archives of oc-mirror v1 in a folder, or takes the one that a file belongs to; `nil` if there are none.
    ///
    /// Throws `SequencedArchiveError` if other archives lie among them, or if a file has not the name of a part.
    package init?(at path: String) async throws {
        guard let found = try? SequenceFolder(path), let first = found.sets.first else { return nil }
        guard first.sequence != nil else {
            try await Self.requireOtherTool(first)
            return nil
        }
        let volumes = found.others.filter { VolumeName(file: $0) != nil }
        guard volumes.isEmpty else {
            throw SequencedArchiveError(
                path: found.path,
                message: "it has archives of oc-mirror v1, such as \(first.parts[0].name), and also \(listed(volumes))",
                remedy:
                    "Keep them in separate folders, or name a file: \(OptionName.from) file://\(first.parts[0].path)"
            )
        }
        self.found = found
    }

    /// Refuses an archive of oc-mirror v1 whose file was renamed: nothing would tell its parts.
    private static func requireOtherTool(_ set: SequenceSet) async throws {
        guard let part = set.parts.first, VolumeName(file: part.name) == nil,
            let metadata = try? await set.metadata().metadata
        else { return }
        throw SequencedArchiveError(
            path: part.path,
            message: "it is an archive of oc-mirror v1 under another name",
            remedy: "Rename it to \(SequencePartName(sequence: metadata.sequence ?? 1, part: 0))."
        )
    }

    /// Chooses the archive that a target needs next, or else the one that it has already, and opens it.
    ///
    /// With `readsOthers`, the metadata of other workspaces is read too, so that pruning keeps what they need. Throws
    /// `SequenceOrderError` if none fits, and `SequencedArchiveError` if several do, or if one is not whole.
    package func chosen(
        for target: MirrorTarget,
        at clients: RegistryClients,
        readsOthers: Bool = false,
        _ check: SequenceAdmission.Check = .strict
    ) async throws -> ChosenSequence {
        let candidates = try await SequenceCandidates.read(found)
        let held = TargetSequences(target: target.description, clients: clients)
        var known: [WorkspaceID: ChosenSequence.Target] = [:]
        var others: Set<WorkspaceID> = []
        for uid in candidates.workspaces {
            let holds = try await held.held(by: uid, readsOthers: readsOthers)
            let copy = holds.copy == nil ? nil : try await held.store(of: uid).read()
            known[uid] = .init(copy: copy, others: holds.others, findings: holds.findings)
            others.formUnion(holds.workspaces)
        }
        let copies = known.values.compactMap { $0.copy?.metadata }
        let (candidate, admission) = try candidates.next(for: .init(copies, others: others), check)
        let stored = known[candidate.metadata.uid] ?? .init(copy: nil, others: [], findings: [])
        let archive = try await SequencedArchive.open(candidate.set, after: stored.copy?.metadata)
        try archive.needs(after: stored.copy?.metadata).requireWhole(candidate.set)
        return ChosenSequence(archive: archive, admission: admission, target: stored)
    }
}
