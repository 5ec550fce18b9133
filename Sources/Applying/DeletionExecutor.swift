// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans
package import Registry
import Scheduling

/// Executes a plan of deletions: exactly these, and only while the repositories are as the plan found them.
package struct DeletionExecutor: Sendable {
    private let plan: Plan
    private let target: RegistryClient
    private let stop: StopSignal
    private let parallelism: Int
    private let events: @Sendable (ApplyEvent) -> Void

    /// After this many deletions in a row that could not reach the registry no other is begun.
    private static let unreachableLimit = 4

    package init(
        plan: Plan,
        target: RegistryClient,
        stop: StopSignal = StopSignal(),
        parallelism: Int = 8,
        events: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
    ) {
        self.plan = plan
        self.target = target
        self.stop = stop
        self.parallelism = parallelism
        self.events = events
    }

    /// Looks at every repository, and changes nothing.
    ///
    /// Returns the positions of the deletions that are done already. Throws `StaleRepository` where what stays is not
    /// what the plan found, on which its proofs rest, and `StalePlan` where a tag that goes names something else now.
    package func check() async throws -> Set<Int> {
        for repository in plan.repositories { try await check(repository) }
        let found = try await concurrentMap(plan.deletions, limit: parallelism * 2) { deletion in
            try stop.check()
            return try await look(deletion)
        }
        let differences = found.flatMap(\.differences)
        guard differences.isEmpty else { throw StalePlan(differences: differences) }
        return Set(found.indices.filter { found[$0].isDone })
    }

    /// The tags that stay have to be those of the plan, with what they name.
    private func check(_ state: RepositoryState) async throws {
        try stop.check()
        let repository = try Repository(state.repository)
        let going = Set(plan.deletions.filter { $0.repository == state.repository }.flatMap(\.tags))
        // What the same plan copies may be there already or not; the proof counts with it.
        let coming = plan.copiedTags[state.repository] ?? CopiedTags()
        let tags = try await target.taggedDigests(repository, except: going, limit: parallelism * 2)
            .filter { !coming.contain($0.key, naming: $0.value) }
        let found = RepositoryState(
            repository: state.repository,
            staying: Dictionary(uniqueKeysWithValues: tags.map { ("\($0.key)", $0.value) })
        )
        guard found == state else {
            throw StaleRepository(repository: state.repository, expected: state.tags, found: found.tags)
        }
    }

    /// Tells whether nothing of a deletion is left, and which of its tags name something else now.
    private func look(_ deletion: Deletion) async throws -> (isDone: Bool, differences: [StalePlan.Difference]) {
        let found = try await tags(of: deletion)
        let differences = differences(found, of: deletion)
        guard found.isEmpty else { return (false, differences) }
        guard deletion.kind == .manifest else { return (true, differences) }
        let manifest = try await target.head(Repository(deletion.repository), .digest(deletion.digest))
        return (manifest == nil, differences)
    }

    /// What the tags that are to go name, as far as they are there.
    private func tags(of deletion: Deletion) async throws -> [(name: String, digest: Digest)] {
        let repository = try Repository(deletion.repository)
        var found: [(String, Digest)] = []
        for name in deletion.tags {
            guard let digest = try await target.head(repository, .tag(try Tag(name)))?.digest else { continue }
            found.append((name, digest))
        }
        return found
    }

    private func differences(
        _ tags: [(name: String, digest: Digest)],
        of deletion: Deletion
    ) -> [StalePlan.Difference] {
        tags.filter { $0.digest != deletion.digest }.map { tag in
            .init(destination: "\(deletion.repository):\(tag.name)", expected: deletion.digest, found: tag.digest)
        }
    }

    /// Does what is left of the plan after `check()`, one deletion after the other in each repository.
    ///
    /// One that fails does not stop those of other repositories, except where the registry deletes nothing at all or is
    /// gone.
    package func run(done: Set<Int>) async throws -> ApplyOutcome {
        var outcome = ApplyOutcome(
            results: [],
            deletions: plan.deletions.indices.map { done.contains($0) ? .alreadyDone : .notStarted }
        )
        events(.started(actions: plan.deletions.count, alreadyDone: done.count, bytes: 0))
        let open = plan.deletions.indices.filter { !done.contains($0) }
        let repositories = Dictionary(grouping: open) { plan.deletions[$0].repository }
            .sorted { $0.key < $1.key }.map(\.value)
        let refusal = Guarded(Refusal())
        let results = try await concurrentMap(repositories, limit: parallelism) { await run($0, refusal) }
        for (index, result) in results.joined() { outcome.deletions[index] = result }
        outcome.wasInterrupted = stop.isRequested && outcome.deletions.contains(.notStarted)
        return outcome
    }

    /// What the registry said that it does not do.
    private struct Refusal {
        var deletesNothing = false
        /// Why tags stay.
        var tags: String?
        /// How many deletions in a row found nobody to refuse them.
        var unreachable = 0

        /// Whether it is no use to ask for anything else.
        var isFinal: Bool { deletesNothing || unreachable >= unreachableLimit }

        mutating func add(_ error: any Error) {
            let kind = (error as? RegistryError)?.kind
            if kind == .deleteDisabled { deletesNothing = true }
            if case .unreachable = kind { unreachable += 1 } else { unreachable = 0 }
        }
    }

    /// The deletions of one repository, in their order; what a failed one would have freed stays as well.
    private func run(_ indices: [Int], _ refusal: Guarded<Refusal>) async -> [(Int, ActionResult)] {
        var results: [(Int, ActionResult)] = []
        for index in indices {
            guard !stop.isRequested, !Task.isCancelled, !refusal.withLock({ $0.isFinal }) else { break }
            let deletion = plan.deletions[index]
            // A registry that keeps one tag keeps them all.
            if deletion.kind == .tags, let reason = refusal.withLock({ $0.tags }) {
                results.append((index, .refused(reason)))
                continue
            }
            do {
                try await delete(deletion)
                refusal.withLock { $0.unreachable = 0 }
                results.append((index, .done))
                events(.deleted(deletion))
            } catch let error as RegistryError where error.kind == .tagDeletionRefused {
                let isFirst = refusal.withLock { refusal in
                    defer { refusal.tags = refusal.tags ?? "\(error)" }
                    return refusal.tags == nil
                }
                results.append((index, .refused("\(error)")))
                if isFirst { events(.tagsRefused(deletion, reason: "\(error)")) }
            } catch {
                refusal.withLock { $0.add(error) }
                results.append((index, .failed("\(error)")))
                events(.deletionFailed(deletion, reason: "\(error)"))
                // What is listed behind a manifest may be a part of it.
                if deletion.kind == .manifest { break }
            }
        }
        return results
    }

    private func delete(_ deletion: Deletion) async throws {
        let repository = try Repository(deletion.repository)
        // A tag may have moved while others were deleted.
        let differences = differences(try await tags(of: deletion), of: deletion)
        guard differences.isEmpty else { throw StalePlan(differences: differences) }
        let references: [ManifestReference] =
            switch deletion.kind {
            case .manifest: [.digest(deletion.digest)]
            case .tags: try deletion.tags.map { .tag(try Tag($0)) }
            }
        for reference in references {
            do {
                try await target.delete(repository, reference)
            } catch let error as RegistryError where error.kind == .notFound {
                // An earlier run of the plan deleted it, or the registry's owner.
                continue
            }
        }
    }
}

/// What stays of a repository is not what it was when deletions were proven.
package struct StaleRepository: Error, Sendable, Equatable, CustomStringConvertible {
    package let repository: String
    /// The number of tags that stayed when the plan was made.
    package let expected: Int
    package let found: Int

    package var description: String {
        let change =
            expected == found
            ? "one of the \(found) tags that stay names something else now"
            : "\(expected) tags stayed then, and now \(found)"
        return """
            the plan is stale: \(repository) changed after the plan was made: \(change)
            Nothing was deleted. Plan again and review the new plan.
            """
    }
}
