// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans
package import Registry
package import Scheduling

/// Executes a plan of deletions: exactly these, and only if the repositories are as the plan found them.
package struct DeletionExecutor: PlanExecuting {
    let plan: Plan
    let target: RegistryClient
    let stop: StopSignal
    let parallelism: Int
    let events: @Sendable (ApplyEvent) -> Void
    /// The expected state of each repository after the deletions, by its name.
    let states: [PlacedRepository: RepositoryState]
    /// The tags to delete, by repository.
    private let going: [PlacedRepository: Set<String>]
    /// The tags that the same plan copies; they may exist already, and the proof counts with them.
    private let coming: [PlacedRepository: CopiedTags]
    private let indexes: StayingIndexes
    /// What the last check of a repository found, and when.
    private let looked = Guarded<[PlacedRepository: (tags: [Tag: Digest], at: Duration)]>([:])
    private let time: TimeSource

    /// The time for which the check of a repository counts; it is made again before a later deletion.
    private static let freshness = Duration.seconds(30)

    package init(
        plan: Plan,
        target: RegistryClient,
        stop: StopSignal = StopSignal(),
        parallelism: Int = 8,
        time: TimeSource = .system,
        events: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
    ) {
        self.plan = plan
        self.target = target
        self.stop = stop
        self.parallelism = parallelism
        self.time = time
        self.events = events
        states = Dictionary(plan.repositories.map { ($0.repository, $0) }, uniquingKeysWith: { first, _ in first })
        going = Dictionary(grouping: plan.deletions, by: \.repository).mapValues { Set($0.flatMap(\.tags)) }
        coming = plan.copiedTags
        indexes = StayingIndexes(plan: plan, target: target, parallelism: parallelism)
    }

    /// Checks every repository, and changes nothing.
    ///
    /// Throws `StaleRepository` if the remaining tags are not those of the plan's proofs, `StalePlan` if a tag to delete
    /// now names another manifest, and `NeededDeletion` if a remaining index has a manifest to delete.
    package func check() async throws -> DoneWork {
        for repository in plan.repositories { _ = try await check(repository) }
        let found = try await concurrentMap(plan.deletions, limit: parallelism * 2) { deletion in
            try stop.check()
            return try await look(deletion)
        }
        let differences = found.flatMap(\.differences)
        guard differences.isEmpty else { throw StalePlan(differences: differences) }
        return DoneWork(deletions: Set(found.indices.filter { found[$0].isDone }))
    }

    /// The remaining tags of a repository, from a check that was made just now, or else from another one.
    func checkedTags(_ state: RepositoryState) async throws -> [Tag: Digest] {
        let known = looked.withLock { $0[state.repository] }
        if let known, time.uptime() - known.at <= Self.freshness { return known.tags }
        return try await check(state)
    }

    /// Checks that the remaining tags, and their manifests, are those of the plan; returns the tags.
    private func check(_ state: RepositoryState) async throws -> [Tag: Digest] {
        try stop.check()
        let begin = time.uptime()
        let repository = try state.repository.parsed()
        let going = going[state.repository] ?? []
        let coming = coming[state.repository] ?? CopiedTags()
        let staying = try await target.taggedManifests(
            repository,
            except: going,
            known: going,
            limit: parallelism * 2
        )
        let tags = staying.mapValues(\.digest).filter { !coming.contain($0.key, naming: $0.value) }
        let found = RepositoryState(
            repository: state.repository,
            staying: Dictionary(uniqueKeysWithValues: tags.map { ("\($0.key)", $0.value) })
        )
        guard found == state else {
            throw StaleRepository(repository: state.repository, expected: state.tags, found: found.tags)
        }
        // The first check runs before the copies, which may move a tag away from a manifest to delete.
        let named = staying.filter { !coming.take($0.key, from: $0.value.digest) }
        try await indexes.check(repository, staying: Array(named.values))
        looked.withLock { $0[state.repository] = (tags, begin) }
        return tags
    }

    /// Returns whether a deletion is done already, and which of its tags now name another manifest.
    private func look(_ deletion: Deletion) async throws -> (isDone: Bool, differences: [StalePlan.Difference]) {
        let found = try await tags(of: deletion)
        let differences = differences(found, of: deletion)
        guard found.isEmpty else { return (false, differences) }
        guard deletion.kind == .manifest else { return (true, differences) }
        let manifest = try await target.head(
            deletion.repository.parsed(),
            .digest(deletion.digest),
            proving: true
        )
        return (manifest == nil, differences)
    }

    /// The existing tags of a deletion, with their digests.
    func tags(of deletion: Deletion) async throws -> [(name: String, digest: Digest)] {
        let repository = try deletion.repository.parsed()
        var found: [(String, Digest)] = []
        for name in deletion.tags {
            guard let digest = try await target.head(repository, .tag(try Tag(name)), proving: true)?.digest else {
                continue
            }
            found.append((name, digest))
        }
        return found
    }

    func differences(
        _ tags: [(name: String, digest: Digest)],
        of deletion: Deletion
    ) -> [StalePlan.Difference] {
        tags.filter { $0.digest != deletion.digest }.map { tag in
            .init(
                destination: PlacedName(deletion.repository, tag: tag.name),
                expected: deletion.digest,
                found: tag.digest
            )
        }
    }

    /// Carries out the rest of the plan after `check()`: wholes before their parts, and within each repository one by one.
    ///
    /// A release or catalog that cannot be deleted keeps all its parts. Other failures do not stop deletions in other
    /// repositories, unless the registry does not delete at all, or not at present.
    package func run(done: DoneWork) async throws -> ApplyOutcome {
        let done = done.deletions
        var results: [ActionResult] = plan.deletions.indices.map { done.contains($0) ? .alreadyDone : .notStarted }
        events(.started(actions: plan.deletions.count, alreadyDone: done.count, bytes: 0))
        let answers = Guarded(DeletionAnswers())
        let staying = Guarded<[PlacedRepository: [Tag: Digest]]>([:])
        let turns = self.turns
        for turn in Set(turns).sorted() {
            let open = plan.deletions.indices.filter { turns[$0] == turn && !done.contains($0) }
            let repositories = Dictionary(grouping: open) { plan.deletions[$0].repository }
                .sorted { $0.key < $1.key }
            let ended = try await concurrentMap(repositories, limit: parallelism) { repository, indices in
                await run(indices, of: repository, answers, staying)
            }
            for (index, result) in ended.joined() { results[index] = result }
            guard results.allSatisfy({ $0.failure == nil }) else { break }
        }
        let wasInterrupted = stop.isRequested && results.contains(.notStarted)
        return ApplyOutcome(
            results: [],
            deletions: results,
            lost: try await lost(of: staying.withLock { $0 }),
            wasInterrupted: wasInterrupted
        )
    }

    /// The images that should have stayed in the changed repositories, but are missing.
    private func lost(of staying: [PlacedRepository: [Tag: Digest]]) async throws -> [LostImage] {
        // After a request to stop, no more checks are made; the next run of the plan makes them.
        guard !stop.isRequested else { return [] }
        let images = staying.sorted { $0.key < $1.key }.flatMap { repository, tags in
            tags.sorted { $0.key < $1.key }.map {
                TargetLook.Expectation(destination: PlacedName(repository, tag: "\($0.key)"), digest: $0.value)
            }
        }
        return try await TargetLook(target: target, limit: parallelism * 2, stop: stop).missing(images)
    }

    /// The turn of each deletion: catalogs, then bundles and payloads, then the rest.
    ///
    /// A manifest that is deleted together with an image has the turn of that image.
    private var turns: [Int] {
        let roots = Dictionary(
            plan.deletions.filter { $0.with == nil }.map { ($0.content, $0.type) },
            uniquingKeysWith: { first, _ in first }
        )
        return plan.deletions.map { deletion in
            (deletion.with.flatMap { roots[$0] } ?? deletion.type).traits.deletionTurn
        }
    }
}
