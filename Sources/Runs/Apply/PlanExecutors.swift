// SPDX-License-Identifier: Apache-2.0

package import Applying
import Cache
package import Foundation
import ImageAccess
import Layouts
package import OCI
package import Plans
import Releases
import Scheduling
import Sections

/// Makes the executors of all kinds of plans, for registries, archives and this machine's cache.
package struct PlanExecutors: ExecutorMaking {
    private let parallelism: Int
    private let archive: String?
    private let connect: @Sendable () throws -> RegistryClients
    private let cache: @Sendable () throws -> any RunCache
    private let journal: @Sendable (Digest) -> String
    private let now: @Sendable () -> Date

    /// `parallelism` is the ceiling of parallel transfers, if the user gave one; `archive` is the current folder of the
    /// archive that a plan reads, if it was moved; `journal` returns the file that records the uploads of a plan.
    package init(
        parallelism: Int?,
        archive: String?,
        connect: @escaping @Sendable () throws -> RegistryClients,
        cache: @escaping @Sendable () throws -> any RunCache,
        journal: @escaping @Sendable (Digest) -> String,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.parallelism = parallelism ?? RunLimits.mostTransfers
        self.archive = archive
        self.connect = connect
        self.cache = cache
        self.journal = journal
        self.now = now
    }

    package func executor(
        of file: PlanFile,
        stop: StopSignal,
        events: @escaping @Sendable (ApplyEvent) -> Void
    ) async throws -> ReadyExecutor {
        let clients = try connect()
        let opened = try await ReadArchive(plan: file.plan, folder: archive).opened(clients)
        let sources = opened.sources
        let sequence = SequenceSession(
            of: file.plan,
            clients: clients,
            timestamp: Int64(now().timeIntervalSince1970)
        )
        if let metadata = opened.metadata { sequence?.use(metadata) }
        let (cache, stores) = try await openCache(for: file.plan)
        let work = Work(
            file: file,
            clients: clients,
            source: ContentReader(
                library: sources.library,
                builder: cache.map {
                    RecipeBuilder(
                        library: sources.library,
                        downloader: sources.downloader,
                        cache: $0,
                        charts: RecipeBuilder.Charts(of: file.plan, access: clients.charts)
                    )
                },
                kept: KeptBlobs(cache: cache, stores: stores) { events(.passedOver($0)) }
            ),
            cache: cache,
            sequence: sequence,
            stop: stop,
            events: events
        )
        return ReadyExecutor(executor(of: work), outages: clients.outages, sequence: sequence)
    }

    /// Opens the cache if it exists; makes it if the plan needs one.
    private func openCache(for plan: Plan) async throws -> (DiskCache?, [BlobStore]) {
        if plan.summary.build > 0 || plan.work.fillsArchive {
            let place = try cache()
            return (try await place.open(), place.stores)
        }
        // A plan of deletions reads no content, and may remove files from the cache.
        guard plan.work != .deletions else { return (nil, []) }
        // Most plans neither build nor fill an archive, and need no cache.
        let place = try? cache()
        return (try? await place?.openIfFree(), place?.stores ?? [])
    }

    /// The parts of an executor.
    private struct Work {
        let file: PlanFile
        let clients: RegistryClients
        let source: ContentReader
        let cache: DiskCache?
        /// The step of a sequence of oc-mirror v1.
        let sequence: SequenceSession?
        let stop: StopSignal
        let events: @Sendable (ApplyEvent) -> Void
    }

    /// The executor for this kind of plan.
    private func executor(of work: Work) -> any PlanExecuting {
        switch work.file.plan.work {
        case .copiesToArchive(let folder): parts(work, in: folder) ?? volumes(work, in: folder)
        case .copiesToRegistry:
            PruningExecutor(plan: work.file.plan, copies: copies(work), deletions: deletions(work))
        case .deletions: deletions(work)
        }
    }

    private func deletions(_ work: Work) -> DeletionExecutor {
        DeletionExecutor(
            plan: work.file.plan,
            target: work.clients.target,
            stop: work.stop,
            parallelism: parallelism,
            events: work.events
        )
    }

    private func copies(_ work: Work) -> RegistryExecutor {
        RegistryExecutor(
            plan: work.file.plan,
            source: work.source,
            target: work.clients.target,
            uploads: UploadChoices(journal: Journal(path: journal(work.file.id))),
            limits: RunLimits(stop: work.stop, parallelism: parallelism),
            events: work.events
        )
    }

    private func volumes(_ work: Work, in folder: String) -> ArchiveExecutor {
        let (documents, plan) = (work.cache.map(TravellingDocuments.init), work.file.plan)
        return ArchiveExecutor(
            plan: work.file,
            source: work.source,
            folder: folder,
            limits: RunLimits(stop: work.stop, parallelism: parallelism, outages: work.clients.outages),
            events: work.events,
            documents: { try documents?.bytes(of: $0, plan) ?? [] }
        )
    }

    /// Writes an archive of oc-mirror v1; `nil` if the plan writes another one.
    private func parts(_ work: Work, in folder: String) -> (any PlanExecuting)? {
        guard let step = work.file.plan.sequence, let session = work.sequence else { return nil }
        let documents = work.cache.map(SequencedDocument.init)
        return SequencedExecutor(
            plan: work.file,
            sequence: step,
            source: work.source,
            folder: folder,
            inputs: SequencedExecutor.Inputs(
                previous: { try await session.previous() },
                take: { session.use($0) },
                timestamp: session.timestamp,
                documents: { try documents?.bytes(of: $0) ?? [] }
            ),
            limits: RunLimits(stop: work.stop, parallelism: parallelism, outages: work.clients.outages),
            events: work.events
        )
    }
}
