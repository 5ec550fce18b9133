// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
package import Plans
import Registry
import Scheduling
package import SequenceMetadata

/// The step of a sequence while its plan is applied: checked first, written last.
///
/// An apply that is interrupted or incomplete writes nothing. Applying the same plan again completes.
package struct SequenceSession: Sendable {
    private let plan: Plan
    private let sequence: PlannedSequence
    private let clients: RegistryClients
    /// The time of the run, in seconds since 1970.
    package let timestamp: Int64
    /// The metadata that an archive brings, or that was written into one.
    private let made = Guarded<WorkspaceMetadata?>(nil)

    /// The number of images that are read at a time.
    private static let parallelism = 16

    /// The step of a plan; `nil` if it takes none.
    package init?(of plan: Plan, clients: RegistryClients, timestamp: Int64) {
        guard let sequence = plan.sequence else { return nil }
        self.plan = plan
        self.sequence = sequence
        self.clients = clients
        self.timestamp = timestamp
    }

    /// What is in the place for metadata, as far as the plan allows it.
    private enum Found {
        /// The metadata that the plan continues; `nil` for a new workspace.
        case continued(WorkspaceMetadata?)
        /// What an interrupted apply of this plan has written.
        case written(WorkspaceMetadata)
    }

    /// Throws `StaleSequence` if the metadata is not what the plan continues; writes nothing.
    package func check() async throws { _ = try await found() }

    /// The metadata that the plan continues; `nil` for a new workspace.
    ///
    /// Throws `StaleSequence`, also if this plan has written its step already.
    package func previous() async throws -> WorkspaceMetadata? {
        guard case .continued(let metadata) = try await found() else { throw stale(nil) }
        return metadata
    }

    /// Takes the metadata of the archive that is written or published.
    package func use(_ metadata: WorkspaceMetadata) { made.withLock { $0 = metadata } }

    /// Writes the next metadata if the plan was applied completely; returns where it is then, or `nil`.
    ///
    /// A target gets its copy first. The place of the configuration comes last, so that it never claims what is not done.
    package func write(after outcome: ApplyOutcome) async throws -> WrittenSequence? {
        guard outcome.isComplete, let place = sequence.place else { return nil }
        // Only who writes an archive knows its metadata.
        guard !plan.work.fillsArchive || made.withLock({ $0 != nil }) else { return nil }
        let next: WorkspaceMetadata
        var isWritten = false
        switch try await found() {
        case .written(let metadata): (next, isWritten) = (metadata, true)
        case .continued(let previous): next = try await self.next(after: previous, outcome)
        }
        let store = SequenceStore(place, clients: clients)
        if !plan.work.fillsArchive {
            let copy = TargetSequences(target: plan.target.name, clients: clients).store(of: next.uid)
            if copy.name != store.name { try await copy.write(next) }
        }
        if !isWritten { try await store.write(next) }
        return WrittenSequence(number: sequence.number, place: store.name)
    }

    private func found() async throws -> Found {
        guard let place = sequence.place else { return .continued(nil) }
        let reading = try await SequenceStore(place, clients: clients).read()
        if reading?.digest == sequence.continues { return .continued(reading?.metadata) }
        if let reading, reading.digest == published || sequence.wrote(reading.metadata) {
            return .written(reading.metadata)
        }
        throw stale(reading?.metadata)
    }

    private var published: Digest? {
        if case .published(let digest) = sequence.content { digest } else { nil }
    }

    private func stale(_ found: WorkspaceMetadata?) -> StaleSequence {
        StaleSequence(
            place: sequence.place?.metadataName ?? "",
            number: sequence.number,
            found: found.map { .metadata(workspace: "\($0.uid)", sequence: $0.sequence ?? 0) } ?? .nothing
        )
    }

    private func next(after previous: WorkspaceMetadata?, _ outcome: ApplyOutcome) async throws -> WorkspaceMetadata {
        if let made = made.withLock({ $0 }) { return made }
        return try sequence.metadata(
            after: previous,
            SequenceOutcome(
                timestamp: timestamp,
                mirrored: try await mirrored(besides: previous),
                deleted: Set(
                    outcome.deleted(of: plan).filter { $0.kind == .manifest }
                        .map { MirroredManifest(repository: $0.repository, digest: $0.digest) }
                )
            ),
            at: plan.target.root
        )
    }

    /// Reads the images that the metadata lacks from where they were put.
    ///
    /// What the metadata cannot describe is left out of it, so that oc-mirror never deletes it.
    private func mirrored(besides previous: WorkspaceMetadata?) async throws -> [RecordedImage] {
        let target = clients.target
        return try await concurrentMap(plan.sequencedImages(besides: previous), limit: Self.parallelism) { image in
            let repository = try image.destination.reference().repository
            let platforms = try (image.platforms ?? []).map { try Platform($0) }
            let tree = try await ImageTree.read(image.digest, platforms: platforms) {
                try await target.manifest(repository, .digest($0))
            }
            return try? image.recorded(tree, onDisk: false)
        }.compactMap(\.self)
    }
}

/// The metadata that an apply has written.
package struct WrittenSequence: Sendable, Equatable {
    package let number: Int
    /// The file or the image.
    package let place: String

    package init(number: Int, place: String) {
        self.number = number
        self.place = place
    }
}
