// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import Diagnostics
import Foundation
import OCI
package import Plans
import Scheduling
package import SequenceMetadata
import SequencedArchives

/// Executes the plan of an archive of oc-mirror v1: writes its parts, and gives them their names when all are complete.
///
/// The next metadata is the first member. So a part that has its name is the record of an apply that was interrupted
/// afterwards, and the same plan continues from it.
package struct SequencedExecutor: PlanExecuting {
    /// Returns the bytes of a document that is not in the plan itself.
    package typealias Documents = @Sendable (PlannedArchive.Document) throws -> [UInt8]

    private let plan: PlanFile
    private let sequence: PlannedSequence
    private let source: ContentReader
    private let folder: String
    private let limits: RunLimits
    private let events: @Sendable (ApplyEvent) -> Void
    private let inputs: Inputs

    /// What the next metadata is made of beside the plan, and who takes it.
    package struct Inputs: Sendable {
        /// Returns the metadata that the plan continues.
        let previous: @Sendable () async throws -> WorkspaceMetadata?
        /// Takes the metadata of the archive, once that is complete.
        let take: @Sendable (WorkspaceMetadata) -> Void
        /// The time of the run, in seconds since 1970.
        let timestamp: Int64
        let documents: Documents

        package init(
            previous: @escaping @Sendable () async throws -> WorkspaceMetadata?,
            take: @escaping @Sendable (WorkspaceMetadata) -> Void,
            timestamp: Int64,
            documents: @escaping Documents
        ) {
            self.previous = previous
            self.take = take
            self.timestamp = timestamp
            self.documents = documents
        }
    }

    package init(
        plan: PlanFile,
        sequence: PlannedSequence,
        source: ContentReader,
        folder: String,
        inputs: Inputs,
        limits: RunLimits = RunLimits(),
        events: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
    ) {
        self.plan = plan
        self.sequence = sequence
        self.source = source
        self.folder = folder
        self.inputs = inputs
        self.limits = limits
        self.events = events
    }

    private var actions: [Action] { plan.plan.actions }

    /// Checks that no other archive of the sequence is in the folder, and changes nothing.
    ///
    /// Throws `StaleArchive` if there is one. All actions are done if it is the archive of this plan.
    package func check() async throws -> DoneWork {
        guard let found = try written, let first = found.parts.first, first.number == 0 else { return .nothing }
        let metadata = try await found.metadata().metadata
        guard sequence.wrote(metadata), try sizes(of: found) == plan.plan.archive?.volumes else {
            throw StaleArchive(
                message: "\(first.path) is another archive of sequence \(sequence.number): "
                    + "publish it, or remove it if it was not published"
            )
        }
        inputs.take(metadata)
        return DoneWork(actions: Set(actions.indices))
    }

    /// Writes the parts; an image that cannot be read ends the run, because the archive would not be whole.
    ///
    /// Throws `StaleArchive` before anything is written, and `SequencedArchiveError` if the disk refuses a write.
    package func run(done: DoneWork) async throws -> ApplyOutcome {
        var progress = ActionProgress(of: actions, done: done.actions, events: events)
        let isDone = done.actions.count == actions.count
        events(
            .started(
                actions: actions.count - done.actions.count,
                alreadyDone: done.actions.count,
                bytes: isDone ? 0 : plan.plan.summary.bytesToTransfer
            )
        )
        guard plan.plan.hasChanges, !isDone else { return ApplyOutcome(results: progress.results) }
        let read = try await ImageReading(
            actions: actions,
            source: source,
            stop: limits.stop,
            limit: limits.parallelism * 2,
            events: events
        ).read(Array(actions.indices), &progress)
        guard read.count == actions.count else {
            return ApplyOutcome(results: progress.results, wasInterrupted: limits.stop.isRequested)
        }
        let (contents, places) = try await contents(Array(read.values))
        let layout = try layout(contents)
        try ArchiveVolumes(folder: folder, plan: plan).makeFolder()
        try removeAbandoned()
        let outcome = try await write(layout, places, &progress)
        if outcome.isComplete { inputs.take(contents.metadata) }
        return outcome
    }

    /// What is written, and where blobs are read.
    private func contents(_ images: [PlannedImage]) async throws -> (ArchiveContents, [Digest: ContentStore]) {
        let previous = try await inputs.previous()
        let copied = Dictionary(
            images.map { ($0.action.destination, $0.tree) },
            uniquingKeysWith: { first, _ in first }
        )
        var renamed: [SequencedImage: ImageTree] = [:]
        var places: [Digest: ContentStore] = [:]
        for image in plan.plan.sequencedImages(besides: previous) where copied[image.destination] == nil {
            let place = ContentStore.image(.registry(image.source))
            let platforms = try (image.platforms ?? []).map { try Platform($0) }
            let tree = try await source.tree(image.digest, platforms: platforms, at: place)
            renamed[image] = tree
            for blob in tree.blobs { places[blob.digest] = place }
        }
        for blob in plan.plan.blobs { places[blob.digest] = try blob.source.store() }
        let contents = try ArchiveContents(
            of: plan.plan,
            ArchiveContents.Images(copied: copied, renamed: renamed),
            after: previous,
            timestamp: inputs.timestamp,
            content: content
        )
        return (contents, places)
    }

    /// The parts of the archive; they are the planned ones if plan and content belong together.
    private func layout(_ contents: ArchiveContents) throws -> SequenceLayout {
        let layout = try SequenceLayout(contents, limit: plan.plan.archive?.limit ?? SequenceLayout.usualLimit)
        guard layout.planned == plan.plan.archive?.volumes else {
            throw StaleArchive(message: "its parts would not have the planned sizes")
        }
        return layout
    }

    private func content(of document: PlannedArchive.Document) throws -> [UInt8] {
        if let content = document.content { return Array(content.utf8) }
        let bytes = try inputs.documents(document)
        guard Digest(of: bytes, algorithm: document.digest.algorithm) == document.digest else {
            throw StaleArchive(message: "`\(document.path)` has changed since the plan was made")
        }
        return bytes
    }

    private func write(
        _ layout: SequenceLayout,
        _ places: [Digest: ContentStore],
        _ progress: inout ActionProgress
    ) async throws -> ApplyOutcome {
        let written = ByteCounter()
        let writer = SequencedArchiveWriter(
            layout,
            to: folder,
            opening: { blob, read in try await open(blob, at: places[blob.digest], read) },
            progress: { bytes in
                _ = written.add(bytes)
                events(.transferred(bytes, of: nil))
            }
        )
        do {
            _ = try await writer.write()
        } catch let error as SequencedArchiveError {
            throw error
        } catch {
            // Nothing is left of the parts: an archive is brought whole or not at all.
            if !(error is CancellationError) {
                for index in actions.indices { progress.fail(index, error.inWords) }
            }
            return ApplyOutcome(results: progress.results, wasInterrupted: error is CancellationError)
        }
        for index in actions.indices { progress.finish(index) }
        return ApplyOutcome(results: progress.results, bytesTransferred: written.add(0))
    }

    /// Passes a blob to a reader, again from its start if the transfer breaks off.
    private func open(
        _ blob: Descriptor,
        at place: ContentStore?,
        _ read: (any ByteStream) async throws -> Void
    ) async throws {
        try limits.stop.check()
        guard let place else { throw StaleArchive(message: "the content \(blob.digest) is not planned") }
        let attempts = TransferAttempts(retry: limits.retry, outages: limits.outages, events: events)
        try await attempts.run(blob.digest, from: source.host(of: place)) { (start: inout DigestHasher?) in
            start = nil
            try await source.blob(blob, at: place, from: 0, read)
        }
    }

    // MARK: The folder

    /// The files of the sequence in the folder; `nil` if the folder has no such file.
    private var written: SequenceSet? {
        get throws {
            guard FileManager.default.fileExists(atPath: folder) else { return nil }
            return try SequenceFolder(folder).sets.first { $0.sequence == sequence.number }
        }
    }

    private func sizes(of set: SequenceSet) throws -> [PlannedArchive.Volume] {
        try set.parts.map { part in
            let size = try FileManager.default.attributesOfItem(atPath: part.path)[.size] as? NSNumber
            return PlannedArchive.Volume(name: part.name, size: size?.int64Value ?? -1)
        }
    }

    /// Removes parts that a killed run had named before it could name the first one, without which they are no archive.
    private func removeAbandoned() throws {
        guard let found = try written, found.parts.first?.number != 0 else { return }
        let planned = Set(plan.plan.archive?.volumes.map(\.name) ?? [])
        for part in found.parts where planned.contains(part.name) {
            try FileManager.default.removeItem(atPath: part.path)
        }
    }
}

extension SequenceLayout {
    /// The files as a plan names them.
    fileprivate var planned: [PlannedArchive.Volume] { sizes.map { .init(name: "\($0.name)", size: $0.size) } }
}
