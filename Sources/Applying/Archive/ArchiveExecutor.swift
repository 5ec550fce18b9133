// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Layouts
import OCI
package import Plans
import Scheduling

/// Executes the plan of an archive: streams blobs into volumes, each byte to its place, written once.
package struct ArchiveExecutor: PlanExecuting {
    /// Returns the bytes of a document that is not in the plan itself.
    package typealias Documents = @Sendable (PlannedArchive.Document) async throws -> [UInt8]

    private let plan: PlanFile
    private let archive: PlannedArchive
    private let source: ContentReader
    private let volumes: ArchiveVolumes
    private let documents: Documents
    private let limits: RunLimits
    private let events: @Sendable (ApplyEvent) -> Void

    private var stop: StopSignal { limits.stop }
    private var parallelism: Int { limits.parallelism }

    package init(
        plan: PlanFile,
        source: ContentReader,
        folder: String,
        limits: RunLimits = RunLimits(),
        events: @escaping @Sendable (ApplyEvent) -> Void = { _ in },
        documents: @escaping Documents
    ) {
        self.plan = plan
        archive = plan.plan.archive ?? PlannedArchive(limit: 0, firstVolume: 1)
        self.source = source
        volumes = ArchiveVolumes(folder: folder, plan: plan)
        self.documents = documents
        self.limits = limits
        self.events = events
    }

    /// Checks that the next volumes of the folder are the planned ones, and changes nothing.
    ///
    /// Throws `StaleArchive` if they are not. Unfinished volumes are examined when they are written.
    package func check() throws -> DoneWork {
        _ = try volumes.finished()
        return .nothing
    }

    /// Writes the volumes; they get their names when all of them are complete.
    ///
    /// Throws `StaleArchive` or `StaleBuild` before anything is written, and `ArchiveSetError` if the disk refuses a write.
    package func run(done: DoneWork) async throws -> ApplyOutcome {
        let actions = plan.plan.actions
        var progress = ActionProgress(of: actions, events: events)
        events(.started(actions: actions.count, alreadyDone: 0, bytes: plan.plan.summary.bytesToTransfer))
        // There is no volume to write, not even for the plan itself.
        guard plan.plan.hasChanges else { return ApplyOutcome(results: []) }
        let reading = ImageReading(
            actions: actions,
            source: source,
            stop: stop,
            limit: parallelism * 2,
            events: events
        )
        let read = try await reading.read(Array(actions.indices), &progress)
        let images = actions.indices.compactMap { read[$0] }
        // If an image cannot be read, the set cannot become complete, so no volume is begun.
        guard images.count == actions.count else {
            return ApplyOutcome(results: progress.results, wasInterrupted: stop.isRequested)
        }
        let layout = try layout(images)
        try volumes.makeFolder()
        let finished = try volumes.finished()
        let drafts = try volumes.open(
            layout.volumes.filter { !finished.contains($0.name) },
            parallelism: parallelism
        )
        for draft in drafts { try await writeSmall(draft, images) }
        var transfers = ArchiveTransfers(plan: plan.plan, images: images, drafts: drafts, progress)
        let bytes = await transfer(&transfers, of: BlobOwners(images))
        guard transfers.isComplete, transfers.progress.results.allSatisfy(\.isDone) else {
            return ApplyOutcome(
                results: transfers.progress.results,
                wasInterrupted: stop.isRequested && transfers.progress.isOpen,
                bytesTransferred: bytes
            )
        }
        return ApplyOutcome(
            results: transfers.progress.results,
            bytesTransferred: bytes,
            volumes: FinishedVolumes(try await seal(layout, drafts, images))
        )
    }

    /// The places of all members; they are the planned ones if plan and content belong together.
    private func layout(_ images: [PlannedImage]) throws -> ArchiveLayout {
        let needed = images.reduce(into: Set<Digest>()) { $0.formUnion($1.blobs) }
        // The loss of a blob that no image needs would not be reported.
        guard let idle = plan.plan.blobs.first(where: { !$0.atHome && !needed.contains($0.digest) })?.digest else {
            return try plannedLayout(images)
        }
        throw StaleArchive(message: "it copies the blob \(idle), which none of its images has")
    }

    private func plannedLayout(_ images: [PlannedImage]) throws -> ArchiveLayout {
        let sorted = images.sorted { $0.action.destination < $1.action.destination }
        let layout = try ArchiveLayout(
            SetContents(
                documents: archive.documents.map { .init(path: $0.path, size: $0.size) },
                images: sorted.map {
                    .init(repository: $0.repository.name, tag: $0.tag, tree: $0.tree)
                },
                blobs: plan.plan.blobs.filter { !$0.atHome }.map { .init(digest: $0.digest, size: $0.size) }
            ),
            plan: plan.id,
            planSize: archive.planRoom,
            rules: .init(
                limit: archive.limit,
                firstVolume: archive.firstVolume,
                allowsOversize: plan.plan.options.allowOversize == true
            )
        )
        guard layout.volumes.map(\.size) == archive.volumes.map(\.size) else {
            throw StaleArchive(message: "its volumes would not have the planned sizes")
        }
        return layout
    }

    private func writeSmall(_ draft: VolumeDraft, _ images: [PlannedImage]) async throws {
        let small = try await contents(of: draft.volume, manifests(of: images))
        try await blocking { [small] in
            var members = SmallMembers(draft)
            for (placed, bytes) in small { try members.add(placed, bytes) }
            try members.flush()
        }
    }

    private func manifests(of images: [PlannedImage]) -> [Digest: [UInt8]] {
        Dictionary(
            images.flatMap { $0.tree.manifests.map { ($0.descriptor.digest, $0.bytes) } },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The members of a volume that are not blobs, with their bytes.
    private func contents(
        of volume: ArchiveLayout.Volume,
        _ manifests: [Digest: [UInt8]]
    ) async throws -> [(ArchiveLayout.Placed, [UInt8])] {
        var small: [(ArchiveLayout.Placed, [UInt8])] = []
        for placed in volume.members {
            switch placed.member.content {
            case .description: small.append((placed, try volumes.description(of: volume.name, archive).bytes))
            case .plan: small.append((placed, padded(plan.bytes, to: placed.member.size)))
            case .document: small.append((placed, try await document(placed.member.path)))
            case .link(let digest): small.append((placed, Array(digest.description.utf8)))
            case .manifest(let digest): small.append((placed, manifests[digest] ?? []))
            case .blob: continue
            }
        }
        return small
    }

    /// The checksums of the volumes, computed from those of their members.
    private func checksums(of layout: ArchiveLayout, _ images: [PlannedImage]) async throws -> [Digest] {
        let manifests = manifests(of: images)
        return try await concurrentMap(layout.volumes, limit: 2) { volume in
            var contents = try await contents(of: volume, manifests)[...]
            var checksum = VolumeChecksum()
            for placed in volume.members {
                let content: Digest
                switch placed.member.content {
                case .blob(let digest): content = digest
                case .manifest(let digest):
                    content = digest
                    contents = contents.dropFirst()
                default: content = Digest(of: contents.popFirst()?.1 ?? [])
                }
                checksum.add(header: try placed.member.header(), content: content)
            }
            return checksum.digest
        }
    }

    private func padded(_ bytes: [UInt8], to size: Int64) -> [UInt8] {
        bytes + [UInt8](repeating: 0x0a, count: max(0, Int(size) - bytes.count))
    }

    private func document(_ path: String) async throws -> [UInt8] {
        guard let document = archive.documents.first(where: { $0.path == path }) else { return [] }
        if let content = document.content { return Array(content.utf8) }
        let bytes = try await documents(document)
        guard Digest(of: bytes, algorithm: document.digest.algorithm) == document.digest else {
            throw StaleArchive(message: "`\(path)` has changed since the plan was made")
        }
        return bytes
    }

    /// Writes the missing blobs; returns the number of bytes that were written now.
    private func transfer(_ transfers: inout ArchiveTransfers, of owners: BlobOwners) async -> Int64 {
        let writer = MemberWriter(source: source, retry: limits.retry, outages: limits.outages, events: events)
        return await JobPump(parallelism: parallelism, stop: stop).drain(&transfers) { [events] job in
            events(.began(job.blob, for: owners[job.blob.digest]))
            defer { events(.ended(job.blob.digest)) }
            guard try await writer.write(job.blob, to: job.placed, of: job.draft) else {
                events(.skipped(job.blob))
                return 0
            }
            events(.uploaded(job.blob))
            return job.blob.size
        }
    }

    /// Gives complete volumes their names, and writes the index beside them.
    private func seal(
        _ layout: ArchiveLayout,
        _ drafts: [VolumeDraft],
        _ images: [PlannedImage]
    ) async throws -> ArchiveIndex.VolumeSet {
        let folder = volumes.folder
        try await blocking { [volumes] in
            for draft in drafts { try draft.settle() }
            for draft in drafts { try draft.publish() }
            try VolumeFolder(folder).flush()
            volumes.removeAbandoned()
        }
        let sums = try await checksums(of: layout, images)
        let set = ArchiveIndex.VolumeSet(
            plan: plan.id,
            volumes: zip(layout.volumes, sums).map { $0.record(checksum: $1) }
        )
        try await blocking {
            // An unreadable index is useless; it can be rebuilt from the volumes.
            let index = try? ArchiveIndex.read("\(folder)/\(ArchiveIndex.fileName)")
            try (index ?? ArchiveIndex(sets: [])).adding(set).write(in: folder)
        }
        return set
    }
}

extension FinishedVolumes {
    /// The volumes of a set in the index.
    fileprivate init(_ set: ArchiveIndex.VolumeSet) {
        self.init(
            volumes: set.volumes.compactMap { volume in
                VolumeName(file: volume.name).map { Volume(name: $0, size: volume.size, checksum: volume.checksum) }
            },
            contents: Set(set.volumes.flatMap(\.blobs).map(\.digest)).sorted()
        )
    }
}
