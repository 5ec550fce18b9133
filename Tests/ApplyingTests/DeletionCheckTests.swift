// SPDX-License-Identifier: Apache-2.0

import Applying
import Foundation
import OCI
import Plans
import Registry
import Scheduling
import TestSupport
import Testing

/// Deleting at a registry that somebody else changes, or that does not say what it has.
@Suite("The checks around deletions")
struct DeletionCheckTests {
    private let scene: DeletionScene
    private var target: FakeRegistry { scene.target }

    init() throws { scene = try DeletionScene() }

    @Test(
        "a tag that moves between check and deletion keeps what it names, and what it named",
        arguments: [true, false]
    )
    func moved(takesManifest: Bool) async throws {
        let (one, two, other) = (try scene.image(1), try scene.image(2), try scene.image(3))
        let plan = scene.plan([
            try scene.deletion(one, "a/one", tags: ["1", "2"], kind: takesManifest ? .manifest : .tags),
            try scene.deletion(two, "a/two"),
        ])
        let executor = scene.executor(plan)
        #expect(try await executor.check() == .nothing)
        target.add(other, to: "a/one", tag: "2")
        let outcome = try await executor.run(done: .nothing)
        #expect(outcome.failures == 1 && outcome.deletions[1] == .done)
        guard case .failed(let reason) = outcome.deletions[0] else { return }
        #expect(reason.contains("the plan is stale"), "\(reason)")
        #expect(target.tags(of: "a/one") == ["1": "\(one.digest)", "2": "\(other.digest)"])
        #expect(try await scene.isThere(plan.deletions[0]))
        // The next look tells it before anything is deleted.
        await #expect(throws: StalePlan.self) { try await scene.executor(plan).check() }
    }

    /// What somebody does to the tags that stay.
    enum Change: CaseIterable { case added, moved, removed }

    @Test("nothing is deleted if the remaining tags are not those of the plan", arguments: Change.allCases)
    func stale(change: Change) async throws {
        let (one, two) = (try scene.image(1), try scene.image(2))
        target.add(two, to: "a/b", tag: "stays")
        let plan = scene.plan([try scene.deletion(one, "a/b")], staying: ["a/b": ["stays": two]])
        #expect(try await scene.executor(plan).check() == .nothing)
        switch change {
        case .added: target.add(one, to: "a/b", tag: "new")
        case .moved: target.add(one, to: "a/b", tag: "stays")
        case .removed:
            try await RegistryClient.test(.destination).delete(try target.repository("a/b"), .tag(Tag("stays")))
        }
        let before = scene.deletes().count
        await #expect(throws: StaleRepository.self) { try await scene.executor(plan).check() }
        #expect(scene.deletes().count == before)
    }

    @Test("each remaining tag is looked at before and after, and again before what begins later", arguments: [1, 60])
    func looks(seconds: Int) async throws {
        let (one, two) = (try scene.image(1), try scene.image(2))
        target.add(two, to: "a/b", tag: "stays")
        let plan = scene.plan([try scene.deletion(one, "a/b")], staying: ["a/b": ["stays": two]])
        let now = Guarded(Duration.zero)
        let time = TimeSource(now: { .distantPast }, uptime: { now.withLock { $0 } }) { _ in }
        let executor = scene.executor(plan, time: time)
        #expect(try await executor.check() == .nothing)
        now.withLock { $0 = .seconds(seconds) }
        #expect(try await executor.run(done: .nothing).isComplete)
        let looks = target.log.count { $0 == "HEAD /v2/a/b/manifests/stays" }
        #expect(looks == (seconds == 1 ? 2 : 3))
    }

    @Test("nothing is deleted that an index has which stays, whatever the plan says", arguments: [false, true])
    func neededByIndex(isNested: Bool) async throws {
        let (child, other) = (try scene.image(1), try scene.image(2))
        var index = try TestImage.index([(Platform("linux/amd64"), child), (Platform("linux/arm64"), other)])
        if isNested { index = try TestImage.index([(Platform("linux/amd64"), index)]) }
        target.add(index, to: "a/b", tag: "stays")
        let deletions = [try scene.deletion(child, "a/b", tags: ["child"])]
        let made = scene.plan(deletions, staying: ["a/b": ["stays": index]])
        let error = await #expect(throws: NeededDeletion.self) { try await scene.executor(made).check() }
        #expect(error?.digest == child.digest)
        // Its tag alone goes, and that breaks the index under its digest.
        let alone = scene.plan([deletions[0], try scene.deletion(index, "a/b", tags: ["stays"], kind: .tags)])
        await #expect(throws: NeededDeletion.self) { try await scene.executor(alone).check() }
        #expect(scene.deletes().isEmpty)
    }

    @Test("a tag that the list of tags lacks, and that is there, ends everything before it begins")
    func lackingTag() async throws {
        let plan = scene.plan([try scene.deletion(scene.image(1), "a/b")])
        target.inject(FakeRegistryFault(.status(200, body: #"{"tags":null}"#), target: "/tags/list", times: 2))
        let error = await #expect(throws: RegistryError.self) { try await scene.executor(plan).check() }
        #expect(error?.description.contains("lacks `1`") == true)
    }

    @Test("an image that HEAD says is not there is not taken for deleted")
    func wrongHead() async throws {
        let plan = scene.plan([try scene.deletion(scene.image(1), "a/b")])
        target.inject(FakeRegistryFault(.status(404), method: "HEAD", times: 99))
        #expect(try await scene.executor(plan).check() == .nothing)
        #expect(try await scene.apply(scene.executor(plan)).isComplete)
        #expect(target.tags(of: "a/b").isEmpty)
    }

    @Test("an image that somebody else deleted meanwhile counts as deleted")
    func gone() async throws {
        let (one, two) = (try scene.image(1), try scene.image(2))
        let plan = scene.plan([
            try scene.deletion(one, "a/one"), try scene.deletion(two, "a/one", tags: ["2", "3"], kind: .tags),
        ])
        let executor = scene.executor(plan)
        #expect(try await executor.check() == .nothing)
        let client = RegistryClient.test(.destination)
        try await client.delete(try target.repository("a/one"), .digest(one.digest))
        try await client.delete(try target.repository("a/one"), .tag(Tag("2")))
        #expect(try await executor.run(done: .nothing).isComplete)
        #expect(target.tags(of: "a/one").isEmpty)
        #expect(try await scene.isThere(plan.deletions[1]), "tags go without their manifest")
    }

    @Test("remaining images are checked afterwards, and named if they were deleted too")
    func takesMore() async throws {
        let (one, other) = (try scene.image(1), try scene.image(2))
        target.add(other, to: "a/b", tag: "2")
        let plan = scene.plan([try scene.deletion(one, "a/b")], staying: ["a/b": ["2": other]])
        let repository = try target.repository("a/b")
        let target = target
        let outcome = try await scene.apply(
            scene.executor(plan) { event in
                // A registry that takes more away than it was asked for.
                if case .deleted = event { target.forget("2", of: "a/b") }
            }
        )
        #expect(outcome.deletions == [.done] && !outcome.isComplete && outcome.failures == 1)
        #expect(outcome.lost.map(\.destination) == ["\(repository):2"])
    }
}
