// SPDX-License-Identifier: Apache-2.0

package import Applying
import Cache
import ImageAccess
import Layouts
package import OCI
package import Plans
import Scheduling

/// The executors of all kinds of plans, over registries, archives and the cache of this machine.
package struct PlanExecutors: ExecutorMaking {
    private let parallelism: Int
    private let archive: String?
    private let connect: @Sendable () throws -> RegistryClients
    private let cache: @Sendable () throws -> any RunCache
    private let journal: @Sendable (Digest) -> String

    /// `archive` is the folder of the archive that a plan reads, where it lies elsewhere now; `journal` names the file in
    /// which the uploads of a plan are noted.
    package init(
        parallelism: Int,
        archive: String?,
        connect: @escaping @Sendable () throws -> RegistryClients,
        cache: @escaping @Sendable () throws -> any RunCache,
        journal: @escaping @Sendable (Digest) -> String
    ) {
        self.parallelism = parallelism
        self.archive = archive
        self.connect = connect
        self.cache = cache
        self.journal = journal
    }

    package func executor(
        of file: PlanFile,
        stop: StopSignal,
        events: @escaping @Sendable (ApplyEvent) -> Void
    ) async throws -> ReadyExecutor {
        let clients = try connect()
        let sources = try await ReadArchive(plan: file.plan, folder: archive).sources(clients)
        let (cache, stores) = try await openCache(for: file.plan)
        let work = Work(
            file: file,
            clients: clients,
            source: ContentReader(
                library: sources.library,
                builder: cache.map {
                    RecipeBuilder(library: sources.library, downloader: sources.downloader, cache: $0)
                },
                kept: KeptBlobs(cache: cache, stores: stores) { events(.passedOver($0)) }
            ),
            cache: cache,
            stop: stop,
            events: events
        )
        return ReadyExecutor(executor(of: work), outages: clients.outages)
    }

    /// Opens the cache that is there; a plan that needs one has it made.
    private func openCache(for plan: Plan) async throws -> (DiskCache?, [BlobStore]) {
        if plan.summary.build > 0 || plan.work.fillsArchive {
            let place = try cache()
            return (try await place.open(), place.stores)
        }
        // What deletes reads nothing, and may remove from the cache.
        guard plan.work != .deletions else { return (nil, []) }
        // Most plans neither build nor fill an archive, and need no place for a cache.
        let place = try? cache()
        return (try? await place?.openIfFree(), place?.stores ?? [])
    }

    /// What an executor works with.
    private struct Work {
        let file: PlanFile
        let clients: RegistryClients
        let source: ContentReader
        let cache: DiskCache?
        let stop: StopSignal
        let events: @Sendable (ApplyEvent) -> Void
    }

    /// The executor for the kind of the plan.
    private func executor(of work: Work) -> any PlanExecuting {
        switch work.file.plan.work {
        case .copiesToArchive(let folder): volumes(work, in: folder)
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
            journal: Journal(path: journal(work.file.id)),
            stop: work.stop,
            parallelism: parallelism,
            events: work.events
        )
    }

    private func volumes(_ work: Work, in folder: String) -> ArchiveExecutor {
        let (documents, plan) = (work.cache.map(TravellingDocuments.init), work.file.plan)
        return ArchiveExecutor(
            plan: work.file,
            source: work.source,
            folder: folder,
            stop: work.stop,
            parallelism: parallelism,
            outages: work.clients.outages,
            events: work.events,
            documents: { try documents?.bytes(of: $0, plan) ?? [] }
        )
    }
}
