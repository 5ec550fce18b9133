// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import SequenceMetadata

/// The archives of a folder with their metadata, of which one is published.
package struct SequenceCandidates: Sendable {
    /// An archive and its metadata.
    package struct Candidate: Sendable {
        package let set: SequenceSet
        package let metadata: WorkspaceMetadata

        package init(_ set: SequenceSet, _ metadata: WorkspaceMetadata) {
            self.set = set
            self.metadata = metadata
        }
    }

    /// What a target holds of oc-mirror v1.
    package struct Target: Sendable {
        /// The metadata of each workspace that an archive belongs to.
        let copies: [WorkspaceID: WorkspaceMetadata]
        /// All workspaces.
        let workspaces: Set<WorkspaceID>

        /// `others` are workspaces of which no archive is at hand.
        package init(_ copies: [WorkspaceMetadata], others: Set<WorkspaceID> = []) {
            self.copies = Dictionary(copies.map { ($0.uid, $0) }, uniquingKeysWith: { $1 })
            workspaces = others.union(copies.map(\.uid))
        }
    }

    private let folder: String
    private let candidates: [Candidate]

    package init(in folder: String, _ candidates: [Candidate]) {
        self.folder = folder
        self.candidates = candidates
    }

    /// The workspaces of the archives, sorted.
    package var workspaces: [WorkspaceID] { Set(candidates.map(\.metadata.uid)).sorted() }

    /// Reads the metadata of every archive in a folder.
    ///
    /// Throws `SequencedArchiveError` and `MetadataError`.
    package static func read(_ folder: SequenceFolder) async throws -> SequenceCandidates {
        var candidates: [Candidate] = []
        for set in folder.sets { candidates.append(Candidate(set, try await set.metadata().metadata)) }
        return SequenceCandidates(in: folder.path, candidates)
    }

    /// Returns the archive that the target needs next, or else the one that it has already.
    ///
    /// If the check is skipped and none fits, there must be only one. Throws `SequenceOrderError` if none fits, and
    /// `SequencedArchiveError` if several do.
    package func next(
        for target: Target,
        _ check: SequenceAdmission.Check = .strict
    ) throws -> (candidate: Candidate, admission: SequenceAdmission) {
        var refusals: [SequenceOrderError] = []
        var admitted: [(candidate: Candidate, admission: SequenceAdmission)] = []
        for candidate in candidates {
            do {
                admitted.append((candidate, try admission(of: candidate, for: target)))
            } catch {
                refusals.append(error)
            }
        }
        let new = admitted.filter { $0.admission.order != .same }
        if let found = new.first ?? admitted.last, new.count <= 1 { return found }
        if candidates.count == 1, check == .skipped, let only = candidates.first {
            return (only, try admission(of: only, for: target, check))
        }
        // The first archive after the gap says best what is missing.
        if let refusal = refusals.first(where: { $0.kind != .repeated }) ?? refusals.last, check == .strict, new.isEmpty
        {
            throw refusal
        }
        guard !candidates.isEmpty else { throw SequencedArchiveError(path: folder, message: "it has no archive") }
        throw SequencedArchiveError(
            path: folder,
            message: "several archives could be published: "
                + listed((new.isEmpty ? candidates : new.map(\.candidate)).map { $0.set.parts.first?.name ?? "" }),
            remedy: "Name one of them."
        )
    }

    private func admission(
        of candidate: Candidate,
        for target: Target,
        _ check: SequenceAdmission.Check = .strict
    ) throws(SequenceOrderError) -> SequenceAdmission {
        let uid = candidate.metadata.uid
        return try SequenceAdmission(
            of: candidate.metadata,
            after: target.copies[uid],
            others: target.workspaces.filter { $0 != uid },
            check
        )
    }
}
