// SPDX-License-Identifier: Apache-2.0

import Applying
import OCI
import Registry
import TestSupport
import Testing
@testable import Plans

@Suite("The executor of a plan that copies and prunes")
struct PruningExecutorTests {
    private let scene: CopyScene
    private let plan: Plan
    private let new: TestImage

    /// A plan that copies `a/new:1` and deletes `a/old:1`, which is all that its repository has.
    init() throws {
        scene = try CopyScene()
        new = try scene.image(1, length: 500)
        let old = try scene.image(2, length: 500)
        var plan = try scene.plan([("a/new", new)])
        scene.target.add(old, to: "a/old", tag: "1")
        let repository = PlacedRepository(try scene.target.repository("a/old"))
        plan.fields.options.fields.prune = true
        plan.fields.deletions = [
            Deletion(
                kind: .manifest,
                type: .additionalImage,
                repository: repository,
                digest: old.digest,
                tags: ["1"],
                size: 1,
                reclaim: 0,
                reason: "nobody wants it",
                requestedBy: [],
                proof: []
            )
        ]
        plan.fields.repositories = [RepositoryState(repository: repository, staying: [:])]
        self.plan = plan
    }

    private func executor(_ events: @escaping @Sendable (ApplyEvent) -> Void = { _ in }) -> any PlanExecuting {
        PruningExecutor(
            plan: plan,
            copies: scene.executor(plan, events: events),
            deletions: DeletionExecutor(plan: plan, target: .test(.destination))
        )
    }

    @Test("deletes once all that it copies is there")
    func complete() async throws {
        let executor = executor { [target = scene.target] event in
            if case .finished = event { #expect(!target.tags(of: "a/old").isEmpty) }
        }
        #expect(try await executor.check() == .nothing)
        let outcome = try await executor.run(done: .nothing)
        #expect(outcome.isComplete && outcome.results == [.done] && outcome.deletions == [.done], "\(outcome)")
        #expect(outcome.bytesTransferred > 500)
        #expect(scene.target.tags(of: "a/old").isEmpty && !scene.target.tags(of: "a/new").isEmpty)
    }

    @Test("deletes nothing where an image could not be copied")
    func incomplete() async throws {
        try await RegistryClient.test(.destination)
            .delete(scene.upstream.repository("a/new"), .digest(new.digest))
        let outcome = try await executor().run(done: .nothing)
        #expect(outcome.failures == 1 && outcome.deletions == [.notStarted] && !outcome.isComplete, "\(outcome)")
        #expect(!scene.target.tags(of: "a/old").isEmpty)
    }

    @Test("counts the copies where what the proof rests on changed meanwhile")
    func changed() async throws {
        let other = try scene.image(3, length: 500)
        let executor = executor { [target = scene.target] event in
            if case .finished = event { target.add(other, to: "a/old", tag: "2") }
        }
        let outcome = try await executor.run(done: executor.check())
        #expect(outcome.results == [.done] && !outcome.isComplete && !outcome.wasInterrupted)
        #expect(outcome.deletions.first?.failure?.contains("the plan is stale") == true, "\(outcome)")
        #expect(scene.target.tags(of: "a/old").count == 2)
    }

    @Test("refuses the whole plan where that changed before, and copies nothing")
    func stale() async throws {
        scene.target.add(try scene.image(3, length: 500), to: "a/old", tag: "2")
        await #expect(throws: StaleRepository.self) { try await executor().check() }
        #expect(scene.target.tags(of: "a/new").isEmpty)
    }
}
