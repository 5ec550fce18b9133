// SPDX-License-Identifier: Apache-2.0

import Applying
import ArchiveSets
import ArgumentParser
import Audit
import Cache
import Diagnostics
import Foundation
import GitStore
import ImageAccess
import Ledger
import OCI
import Planning
import Plans
import Resolution
import Scheduling

/// `mirror apply`: executes exactly a plan; passing the file is the approval.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Execute a plan, exactly as it was reviewed."
    )

    @Argument(help: "The plan; - reads standard input.")
    var plan: String

    @Option(help: "The target that the plan must be for; a plan for another one is refused.")
    var to: String?

    @Option(help: "The folder of the archive that the plan reads, file://folder, where it lies elsewhere now.")
    var from: String?

    @Option(help: "How many transfers run at the same time.")
    var parallelism = 8

    @Option(help: "How many seconds to wait for another apply to the same target.")
    var wait = 60

    @Flag(help: "Write the files of the audit trail, but commit nothing.")
    var noAudit = false

    @OptionGroup var cache: CacheOptions
    @OptionGroup var registries: RegistryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...64).contains(parallelism) else { throw ValidationError("--parallelism is from 1 to 64.") }
        guard (0...1_000_000).contains(wait) else { throw ValidationError("--wait is a number of seconds.") }
        if let to { try TargetChoice.validate(to) }
        if let from, !from.hasPrefix("file://") || from.count == "file://".count {
            throw ValidationError("--from \(from): expected the folder of an archive, file://folder.")
        }
    }

    func run() async throws {
        try await reporting {
            let environment = ProcessInfo.processInfo.environment
            UserFolder.noteFallback(environment)
            let file = try PlanReader(path: plan).readAudited()
            try refuseOtherTarget(file.plan, environment)
            let state = try StateFolder(environment: environment)
            let (trail, isKnown) = try PlanTrail(plan: file, path: plan, state: state, commits: !noAudit).trail()
            if !isKnown {
                Console.standard.note("No repository here knows this plan; its record goes to \(trail.root)\n")
            }
            let target = file.plan.target.registry
            let lock = try await TargetLock.take(of: target, trail, state, waiting: .seconds(wait))
            defer { withExtendedLifetime(lock) {} }
            try trail.requireCommittable()
            let interrupted = try trail.finishRecord()
            let receipt = try trail.receipt(of: file.id)
            do {
                let admitted = try AdmittedPlan(file, receipt, in: trail)
                try PlanAudit(of: file.plan)
                    .check(against: admitted.ledger, id: file.id, isBehind: admitted.others > 0)
                if let note = admitted.note { Console.standard.note(note) }
            } catch ApplyRefusal.alreadyApplied(let plan) {
                guard try interrupted?.plan == "\(plan)" || completeRecord(of: file, receipt, trail) else {
                    throw ApplyRefusal.alreadyApplied(plan: plan)
                }
                Console.standard.write("The plan was applied before; its record is committed now.\n")
                return
            }
            try ForeignManifests(trail: trail).check(file.plan, overwriting: nil)
            let (outcome, finished) = try await execute(file, environment, state)
            try record(outcome, finished, of: file, receipt, trail)
            if outcome.isComplete { state.forget(file.id) }
            if outcome.wasInterrupted { throw ExitStatus.interrupted }
            if !outcome.isComplete { throw ExitStatus.someFailed }
        }
    }

    /// Writes and commits what an earlier apply did not record, although the ledger has it; tells whether there was any.
    private func completeRecord(of file: PlanFile, _ receipt: Receipt?, _ trail: AuditTrail) throws -> Bool {
        let lock = try trail.lock()
        guard let ledger = try trail.ledger(of: file.plan.target.registry), ledger.lastPlan == file.id,
            ledger.lastPlanIsComplete
        else { return false }
        if let receipt { return try receipt.isComplete && trail.record(file, ledger, receipt, under: lock) != nil }
        try trail.record(file, ledger, Receipt(of: file, completeIn: ledger), under: lock)
        return true
    }

    private func refuseOtherTarget(_ plan: Plan, _ environment: [String: String]) throws {
        guard let wanted = to ?? environment["MIRROR_TO"].flatMap({ $0.isEmpty ? nil : $0 }) else { return }
        let target = try TargetChoice(option: wanted, environment: [:], trail: nil).target()
        // Who always fills one registry may take an archive along all the same.
        guard to != nil || (target.folder != nil) == plan.target.isArchive else { return }
        guard target.description == plan.target.registry else {
            throw ApplyRefusal.otherTarget(planned: plan.target.registry, wanted: target.description)
        }
    }

    private func execute(
        _ file: PlanFile,
        _ environment: [String: String],
        _ state: StateFolder
    ) async throws -> (ApplyOutcome, FinishedSet?) {
        let clients = try registries.clients(environment: environment, expectsServers: true)
        let sources = try await sources(file.plan, clients)
        let library = sources.library
        let (place, cache) = try await openCache(for: file.plan, environment)
        let builder = cache.map { RecipeBuilder(library: library, downloader: sources.downloader, cache: $0) }
        let console = Console.standard
        let view: any ApplyView =
            output.json
            ? ApplyJSONView(console: console)
            : ApplyTextView(
                console: console,
                style: output.style(isTerminal: console.errorIsTerminal),
                target: file.plan.target
            )
        let stop = StopSignal()
        let interrupts = Interrupts(
            stop,
            clients.outages,
            console: console,
            resume: plan == StandardStream.name ? nil : "mirror apply \(shellArgument(plan))"
        )
        defer { withExtendedLifetime(interrupts) {} }
        let source = ContentSource(
            library: library,
            builder: builder,
            kept: KeptBlobs(cache: cache, stores: place?.ocMirror.map { [$0] } ?? []) { view.show(.passedOver($0)) }
        )
        if let folder = file.plan.target.folder {
            return try await fill(folder, file, source, stop, clients.outages, view, environment)
        }
        let deletions = DeletionExecutor(
            plan: file.plan,
            target: clients.target,
            stop: stop,
            parallelism: parallelism,
            events: { view.show($0) }
        )
        if file.plan.mode == .deletion {
            let outcome = try await deletions.run(done: try await deletions.check())
            if outcome.isComplete {
                try await CacheRemoval(place: try self.cache.place(environment), entries: file.plan.cached).run()
            }
            view.finish(outcome, of: file.plan)
            return (outcome, nil)
        }
        let journal = Journal(path: state.journal(of: file.id))
        let executor = PlanExecutor(
            plan: file.plan,
            source: source,
            target: clients.target,
            journal: journal,
            stop: stop,
            parallelism: parallelism,
            events: { view.show($0) }
        )
        let done = try await executor.check()
        _ = try await deletions.check()
        var outcome = try await executor.run(done: done)
        outcome.deletions = file.plan.deletions.map { _ in .notStarted }
        if outcome.results.allSatisfy(\.isDone) {
            journal.remove()
            if !file.plan.deletions.isEmpty { await delete(by: deletions, beside: executor, &outcome) }
        }
        view.finish(outcome, of: file.plan)
        return (outcome, nil)
    }

    /// Deletes what a plan prunes, after all that it copies is there.
    ///
    /// Hours may have passed, so everything is looked at again; what has changed meanwhile is a failure of the deletions
    /// alone, because the copies count.
    private func delete(
        by deletions: DeletionExecutor,
        beside copies: PlanExecutor,
        _ outcome: inout ApplyOutcome
    ) async {
        do {
            let pruned = try await deletions.run(done: try await deletions.check())
            outcome.deletions = pruned.deletions
            outcome.lost = pruned.lost
            outcome.wasInterrupted = pruned.wasInterrupted
            if !pruned.wasInterrupted { try await copies.lookAgain(&outcome) }
        } catch {
            outcome.wasInterrupted = error is CancellationError
            guard !outcome.wasInterrupted else { return }
            outcome.deletions = outcome.deletions.map { _ in .failed(error.inWords) }
        }
    }

    /// Where the plan's images are read: the archive that it names, if it names one.
    private func sources(_ plan: Plan, _ clients: RegistryClients) async throws -> PlanSources {
        guard let source = plan.source else {
            guard from == nil else { throw CommandError("--from \(from ?? ""): the plan reads no archive") }
            return PlanSources(clients: clients)
        }
        let folder = from.flatMap { PlanTarget.folder(named: $0) } ?? String(source.folder.dropFirst("file://".count))
        let archive = try await archive(in: folder, for: source)
        let found = Self.sizes(of: archive)
        for volume in source.volumes where found[volume.name] != volume.size {
            let lost = archive.lost.first { "\($0.name)" == volume.name }.map { ": \($0.reason)" }
            throw StaleArchive(
                message: "it was made from \(volume.name) of \(volume.size) bytes, and \(folder) "
                    + (found[volume.name].map { "has one of \($0)" } ?? "has none" + (lost ?? ""))
            )
        }
        let mapping = DestinationMapping(
            target: try MirrorTarget(registry: plan.target.registry),
            maxNestedPaths: plan.options.maxNestedPaths
        )
        return try PlanSources(archive: archive, target: mapping, clients: clients)
    }

    /// Opens the archive; what else is in its folder may be lost if it was when the plan was made.
    private func archive(in folder: String, for source: ArchiveSource) async throws -> ArchiveContent {
        do {
            return try await ArchiveContent.open(folder)
        } catch let error as ArchiveSetError {
            guard !source.volumes.isEmpty, let rest = try? await ArchiveContent.open(folder, allowingLoss: true) else {
                throw error
            }
            let found = Self.sizes(of: rest)
            guard source.volumes.allSatisfy({ found[$0.name] == $0.size }) else { throw error }
            return rest
        }
    }

    private static func sizes(of archive: ArchiveContent) -> [String: Int64] {
        Dictionary(archive.volumes.map { ("\($0.name)", $0.size) }, uniquingKeysWith: { first, _ in first })
    }

    /// Writes the volumes of an archive.
    private func fill(
        _ folder: String,
        _ file: PlanFile,
        _ source: ContentSource,
        _ stop: StopSignal,
        _ outages: Outages,
        _ view: any ApplyView,
        _ environment: [String: String]
    ) async throws -> (ApplyOutcome, FinishedSet?) {
        let documents = ArchiveContentList(cache: try await cache.cache(environment: environment))
        let executor = ArchiveExecutor(
            plan: file,
            source: source,
            folder: folder,
            stop: stop,
            parallelism: parallelism,
            outages: outages,
            events: { view.show($0) },
            documents: { try documents.bytes(of: $0, file.plan) }
        )
        try executor.check()
        let (outcome, set) = try await executor.run()
        view.finish(outcome, of: file.plan)
        if set != nil { await noteUnlisted(in: folder) }
        return (outcome, set.map { FinishedSet(set: $0, date: Date()) })
    }

    /// Says how the index gets whole again that was lost, so that the new one is not taken for all that there is.
    private func noteUnlisted(in folder: String) async {
        guard let unlisted = await (try? ArchiveFolder(folder))?.unlistedVolumes(), !unlisted.isEmpty else { return }
        Console.standard.note(
            """
            warning: \(ArchiveIndex.fileName) was lost or damaged, and the new one does not list \
            \(VolumeName.span(unlisted.map(\.number)))
            Write it anew from the volumes: mirror describe --write-index \(shellArgument(folder))

            """
        )
    }

    /// Opens the cache that is there; a plan that needs one has it made.
    private func openCache(
        for plan: Plan,
        _ environment: [String: String]
    ) async throws -> (CachePlace?, DiskCache?) {
        if plan.summary.build > 0 || plan.target.isArchive {
            let place = try cache.place(environment)
            return (place, try await place.open())
        }
        // What deletes reads nothing, and may remove from the cache.
        guard plan.mode != .deletion else { return (nil, nil) }
        // Most plans neither build nor fill an archive, and need no place for a cache.
        let place = try? cache.place(environment)
        return (place, try? await place?.openIfPresent(waiting: nil))
    }

    private func record(
        _ outcome: ApplyOutcome,
        _ finished: FinishedSet?,
        of file: PlanFile,
        _ before: Receipt?,
        _ trail: AuditTrail
    ) throws {
        do {
            let lock = try trail.lock()
            // Other tools do not ask for the lock: a branch may have been pulled meanwhile.
            let ledger = try AdmittedPlan(file, before, in: trail).ledger
            try record(outcome, finished, of: file, ledger, trail, under: lock)
        } catch {
            throw CommandError(
                """
                the images are \(file.plan.mode == .deletion ? "deleted" : "copied"), but the record of it is not \
                committed: \(error.inWords)
                Put that right and run the same plan again: it then only commits.
                """
            )
        }
    }

    private func record(
        _ outcome: ApplyOutcome,
        _ finished: FinishedSet?,
        of file: PlanFile,
        _ ledger: TargetLedger,
        _ trail: AuditTrail,
        under lock: RepositoryLock
    ) throws {
        var (updated, images) =
            file.plan.mode == .deletion ? (ledger, []) : copied(outcome, finished, file, ledger)
        images += file.plan.mode == .deletion || !file.plan.deletions.isEmpty ? deleted(outcome, file, &updated) : []
        images += outcome.lost.map { .init($0.destination, $0.digest, .failed($0.reason)) }
        let receipt = Receipt(
            plan: file.id,
            target: ledger.target,
            serial: updated.serial,
            isComplete: outcome.isComplete,
            images: images
        )
        let isNew = try trail.hasNoRepository()
        try trail.record(file, updated, receipt, under: lock)
        if isNew { Console.standard.note("Made a git repository in \(printable(trail.root)) for the record.\n") }
    }

    /// The ledger after images were copied, and what became of each.
    private func copied(
        _ outcome: ApplyOutcome,
        _ finished: FinishedSet?,
        _ file: PlanFile,
        _ ledger: TargetLedger
    ) -> (TargetLedger, [Receipt.Image]) {
        let pairs = zip(file.plan.actions, outcome.results)
        // An archive that is not complete has carried nothing.
        let hasNothing = file.plan.target.isArchive && finished == nil
        let done = hasNothing ? [] : pairs.filter { $0.1.isDone }.map(\.0)
        var updated = ledger.recording(file, .init(done: done, isComplete: outcome.isComplete))
        if let finished { updated.archive = (updated.archive ?? ArchiveHistory()).adding(finished.record) }
        return (updated, pairs.map { Receipt.Image($0.destination, $0.digest, $1) })
    }

    /// Takes what was deleted out of the ledger; returns what became of each name.
    private func deleted(
        _ outcome: ApplyOutcome,
        _ file: PlanFile,
        _ ledger: inout TargetLedger
    ) -> [Receipt.Image] {
        let pairs = zip(file.plan.deletions, outcome.deletions)
        let result = TargetLedger.DeletionOutcome(
            done: pairs.filter { $0.1.isDone }.map(\.0),
            refused: pairs.filter { $0.1.isRefused }.map(\.0)
        )
        ledger =
            file.plan.mode == .deletion
            ? ledger.recording(file, result, isComplete: outcome.isComplete) : ledger.deleting(result)
        return pairs.flatMap { deletion, result in
            deletion.destinations.map { Receipt.Image($0, deletion.digest, result) }
        }
    }
}

extension Receipt.Image {
    fileprivate init(_ destination: String, _ digest: Digest, _ result: ActionResult) {
        let (name, reason): (String, String?) =
            switch result {
            case .done: ("done", nil)
            case .alreadyDone: ("already-done", nil)
            case .failed(let reason): ("failed", reason)
            case .refused(let reason): ("refused", reason)
            case .notStarted: ("not-started", nil)
            }
        self.init(destination: destination, digest: digest, result: name, reason: reason)
    }
}
