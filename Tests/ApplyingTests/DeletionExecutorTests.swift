// SPDX-License-Identifier: Apache-2.0

import Applying
import OCI
import Registry
import Scheduling
import TestSupport
import Testing

@testable import Plans

/// Deleting at a registry that misbehaves on demand.
@Suite("The executor of deletions")
struct DeletionExecutorTests {
    private let scene: DeletionScene
    private var target: FakeRegistry { scene.target }

    init() throws { scene = try DeletionScene() }

    @Test("deletes what leads to others before these, and leaves the rest of the repository")
    func order() async throws {
        let (one, two, other) = (try scene.image(1), try scene.image(2), try scene.image(3))
        let index = try TestImage.index([(Platform("linux/amd64"), one), (Platform("linux/arm64"), two)])
        target.add(other, to: "a/b", tag: "2")
        let plan = scene.plan(
            [
                try scene.deletion(index, "a/b"), try scene.deletion(one, "a/b", tags: []),
                try scene.deletion(two, "a/b", tags: []),
            ],
            staying: ["a/b": ["2": other]]
        )
        let outcome = try await scene.apply(scene.executor(plan))
        #expect(outcome.isComplete, "\(outcome)")
        #expect(scene.deletes() == [index, one, two].map { "DELETE /v2/a/b/manifests/\($0.digest)" })
        #expect(target.tags(of: "a/b") == ["2": "\(other.digest)"])
        #expect(try await scene.executor(plan).check().deletions == [0, 1, 2], "a second run finds everything done")
    }

    /// What goes wrong once, by the status of the answer.
    static let faults = [500, 503, 429, 401, 403, 400]

    @Test("a deletion that fails ends its repository alone, and the same plan carries on", arguments: faults)
    func fault(status: Int) async throws {
        let images = try (1...4).map { try scene.image(UInt64($0)) }
        let deletions = [
            try scene.deletion(images[0], "a/one"), try scene.deletion(images[1], "a/two"),
            try scene.deletion(images[2], "a/two", tags: []), try scene.deletion(images[3], "a/two", tags: ["2"]),
        ]
        let plan = scene.plan(deletions)
        target.inject(FakeRegistryFault(.status(status), method: "DELETE", target: "\(images[1].digest)"))
        let outcome = try await scene.apply(scene.executor(plan))
        #expect(outcome.failures == 1 && !outcome.isComplete && !outcome.wasInterrupted)
        #expect(outcome.deletions[0] == .done)
        #expect(outcome.deletions[2...] == [.notStarted, .notStarted], "what is behind may be a part of it")
        for deletion in deletions[2...] { #expect(try await scene.isThere(deletion)) }

        let again = scene.executor(plan)
        #expect(try await again.check().deletions == [0])
        let second = try await again.run(done: DoneWork(deletions: [0]))
        #expect(second.deletions == [.alreadyDone, .done, .done, .done])
        for deletion in deletions { #expect(try await !scene.isThere(deletion)) }
    }

    @Test("a registry that deletes nothing is asked once")
    func switchedOff() async throws {
        let deletions = try (1...20).map { try scene.deletion(scene.image($0), "a/image\($0)") }
        target.inject(FakeRegistryFault(.status(405), method: "DELETE", times: 100))
        let failures = Guarded(0)
        let plan = scene.plan(deletions)
        let outcome = try await scene.apply(
            scene.executor(plan, parallelism: 1) { event in
                if case .deletionFailed(_, let reason) = event, reason.contains("storage.delete.enabled: true") {
                    failures.withLock { $0 += 1 }
                }
            }
        )
        #expect(failures.withLock { $0 } == 1)
        #expect(scene.deletes().count == 1)
        #expect(outcome.failures == 1 && outcome.deletions.count { $0 == .notStarted } == 19)
    }

    @Test("a registry that deletes no tags is told of once, and everything else goes")
    func keepsTags() async throws {
        var options = FakeRegistry.Options()
        options.deletesTags = false
        let strict = try FakeRegistry(options)
        var deletions: [Deletion] = []
        for number in UInt64(1)...6 {
            let name = "a/image\(number)"
            deletions.append(try scene.deletion(scene.image(number), name, at: strict))
            deletions.append(
                try scene.deletion(scene.image(number + 100), name, tags: ["2", "3"], kind: .tags, at: strict)
            )
        }
        let told = Guarded(0)
        let plan = scene.plan(deletions)
        let outcome = try await scene.apply(
            scene.executor(plan) { event in if case .tagsRefused = event { told.withLock { $0 += 1 } } }
        )
        #expect(told.withLock { $0 } == 1)
        #expect(outcome.isComplete && outcome.failures == 0)
        #expect(outcome.deletions.count { $0.refusal != nil } == 6 && outcome.deletions.count { $0 == .done } == 6)
        #expect(strict.tags(of: "a/image1").keys.sorted() == ["2", "3"])
    }

    @Test("begins nothing new once it is asked to stop, and the same plan carries on")
    func stops() async throws {
        var deletions: [Deletion] = []
        for number in UInt64(1)...12 {
            deletions.append(try scene.deletion(scene.image(number), "a/image\(number % 4)"))
        }
        // Four images share a tag in turn, and the last of them has it.
        deletions = deletions.map { deletion in
            var deletion = deletion
            if target.tags(of: String(deletion.repository.description.suffix(8)))["1"] != "\(deletion.digest)" {
                deletion.fields.tags = []
            }
            return deletion
        }
        let plan = scene.plan(deletions)
        let stop = StopSignal()
        let outcome = try await scene.apply(
            scene.executor(plan, stop: stop, parallelism: 2) { event in if case .deleted = event { stop.request() } }
        )
        #expect(outcome.wasInterrupted)
        #expect(outcome.deletions.contains(.done) && outcome.deletions.contains(.notStarted))
        let again = scene.executor(plan)
        let done = try await again.check()
        #expect(done.deletions.count == outcome.deletions.count { $0 == .done })
        #expect(try await again.run(done: done).isComplete)
        for deletion in deletions { #expect(try await !scene.isThere(deletion)) }
        await #expect(throws: CancellationError.self) { try await scene.executor(plan, stop: stop).check() }
    }

    @Test("ends where the registry went away, instead of failing every repository for itself")
    func lostRegistry() async throws {
        let deletions = try (1...40).map { try scene.deletion(scene.image($0), "a/image\($0)") }
        let target = target
        let outcome = try await scene.apply(
            scene.executor(scene.plan(deletions)) { event in if case .deleted = event { target.server.stop() } }
        )
        #expect(!outcome.wasInterrupted && !outcome.isComplete)
        #expect(outcome.failures > 0)
        #expect(outcome.deletions.count { $0 == .notStarted } > 20, "\(outcome.failures) failures")
    }

    @Test("a list of referrers that the registry does not keep loses those that go, and the plan carries on")
    func listed() async throws {
        var options = FakeRegistry.Options()
        options.hasReferrersAPI = false
        let plain = try FakeRegistry(options)
        let client = RegistryClient.test(.destination)
        let subject = try scene.image(1)
        let repository = try plain.repository("a/b")
        try await subject.push(to: repository, tag: "1", with: client)
        var deletions = [try scene.deletion(subject, "a/b", at: plain)]
        for number in 1...3 {
            let referrer = try TestImage.referrer(to: subject, type: "application/vnd.test.\(number)")
            try await referrer.push(to: repository, with: client)
            deletions.append(try scene.deletion(referrer, "a/b", tags: [], at: plain))
        }
        let list = subject.digest.tagText
        let named = try #require(try await client.head(repository, .tag(Tag(list)))?.digest)
        deletions.insert(deletions[0], at: 1)
        deletions[1].fields.digest = named
        deletions[1].fields.tags = [list]
        let plan = scene.plan(deletions)
        plain.inject(FakeRegistryFault(.status(500), method: "DELETE", target: "\(deletions[3].digest)"))
        #expect(try await scene.apply(scene.executor(plan)).failures == 1)
        let again = scene.executor(plan)
        #expect(try await again.run(done: again.check()).isComplete)
        #expect(plain.tags(of: "a/b").isEmpty)
    }
}
