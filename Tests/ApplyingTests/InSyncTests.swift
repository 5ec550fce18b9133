// SPDX-License-Identifier: Apache-2.0

import Applying
import OCI
import Registry
import TestSupport
import Testing
@testable import Plans

/// What a plan calls in sync is looked at by the apply.
@Suite("What a plan calls in sync")
struct InSyncTests {
    private let scene: CopyScene
    private let kept: [TestImage]
    private let plan: Plan

    init() throws {
        let scene = try CopyScene()
        self.scene = scene
        kept = try (1...3).map { try scene.image(UInt64($0), length: 500) }
        var plan = try scene.plan([("a/new", try scene.image(9, length: 500))])
        for (index, image) in kept.enumerated() { scene.target.add(image, to: "a/kept\(index)", tag: "1") }
        let repositories = try kept.indices.map { try scene.target.repository("a/kept\($0)") }
        let digests = [kept[0].digest, Digest(of: kept[1].top.bytes, algorithm: .sha512), kept[2].digest]
        let names =
            ["\(repositories[0]):1", "\(repositories[1]):1", "\(repositories[2])@\(kept[2].digest)"] as [PlacedName]
        plan.fields.inSync = zip(names, digests).map {
            PlacedImage(destination: $0, digest: $1, type: .additionalImage, origins: ["quay.io/a/b:1"])
        }
        self.plan = plan
    }

    @Test("is asked for once each, and is no obstacle while it is there")
    func inPlace() async throws {
        let executor = scene.executor(plan)
        #expect(try await executor.check() == .nothing)
        #expect(scene.target.log.count { $0.hasPrefix("HEAD") && $0.contains("/kept") } == 3)
        let outcome = try await executor.lookingAgain(executor.run(done: .nothing))
        #expect(outcome.isComplete, "\(outcome)")
    }

    @Test("makes the plan stale where it is gone, or something else, and nothing is touched", arguments: [false, true])
    func gone(isReplaced: Bool) async throws {
        let client = RegistryClient.test(.destination)
        let repository = try scene.target.repository("a/kept0")
        try await client.delete(repository, .digest(kept[0].digest))
        if isReplaced { scene.target.add(kept[1], to: "a/kept0", tag: "1") }
        let error = await #expect(throws: StalePlan.self) { try await scene.executor(plan).check() }
        #expect(error?.differences.map(\.destination) == ["\(repository):1"])
        #expect(error?.differences.first?.found == (isReplaced ? kept[1].digest : nil))
        #expect(scene.target.tags(of: "a/new").isEmpty)
    }

    @Test("is checked again after deletions, with the copies, and missing images are named")
    func lookedAtAgain() async throws {
        let executor = scene.executor(plan)
        let copied = try await executor.run(done: .nothing)
        let client = RegistryClient.test(.destination)
        try await client.delete(scene.target.repository("a/kept2"), .digest(kept[2].digest))
        try await client.delete(scene.target.repository("a/new"), .digest(plan.actions[0].digest))
        let outcome = try await executor.lookingAgain(copied)
        #expect(!outcome.isComplete && outcome.failures == 2)
        #expect(outcome.lost.map(\.destination) == [plan.inSync[2].destination])
        guard case .failed(let reason) = outcome.results[0] else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.contains("the target holds nothing"))
    }

    @Test("is not known to be there where the registry does not answer")
    func unanswered() async throws {
        let executor = scene.executor(plan)
        let copied = try await executor.run(done: .nothing)
        scene.target.server.stop()
        let outcome = try await executor.lookingAgain(copied)
        #expect(outcome.lost.count == 3 && outcome.failures == 4)
    }
}
