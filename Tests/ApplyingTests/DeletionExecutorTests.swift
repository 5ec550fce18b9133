// SPDX-License-Identifier: Apache-2.0

import Diagnostics
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
    private let target: FakeRegistry

    init() throws { target = try FakeRegistry() }

    private func image(_ seed: UInt64) throws -> TestImage {
        var generator = SeededGenerator(seed: seed)
        return try TestImage(layers: [generator.bytes(200)])
    }

    /// Puts an image at the target and returns its deletion.
    private func deletion(
        _ image: TestImage,
        _ repository: String,
        tags: [String] = ["1"],
        kind: Deletion.Kind = .manifest,
        at registry: FakeRegistry? = nil
    ) throws -> Deletion {
        let registry = registry ?? target
        registry.add(image, to: repository)
        for tag in tags { registry.add(image, to: repository, tag: tag) }
        return Deletion(
            kind: kind,
            type: .additionalImage,
            repository: "\(try registry.repository(repository))",
            digest: image.digest,
            tags: tags,
            size: 1,
            reclaim: 0,
            reason: "asked for",
            requestedBy: [],
            proof: []
        )
    }

    /// A plan that deletes, with the tags that stay; nothing is known of those where none are named.
    private func plan(_ deletions: [Deletion], staying: [String: [String: TestImage]] = [:]) -> Plan {
        Plan(
            work: .deletions,
            configuration: ConfigurationRecord(path: "disc.yaml", digest: Digest(of: [])),
            options: PlanOptions(),
            target: PlanTarget(TargetPlace("mirror.example")),
            deletions: deletions,
            repositories: Set(deletions.map(\.repository)).sorted().map { name in
                let tags = staying.first { name.hasSuffix("/\($0.key)") }?.value ?? [:]
                return RepositoryState(repository: name, staying: tags.mapValues(\.digest))
            }
        )
    }

    private func executor(
        _ plan: Plan,
        stop: StopSignal = StopSignal(),
        parallelism: Int = 3,
        events: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
    ) -> DeletionExecutor {
        DeletionExecutor(
            plan: plan,
            target: .test(.destination),
            stop: stop,
            parallelism: parallelism,
            events: events
        )
    }

    private func apply(_ executor: DeletionExecutor) async throws -> ApplyOutcome {
        try await executor.run(done: executor.check())
    }

    private func isThere(_ deletion: Deletion) async throws -> Bool {
        try await RegistryClient.test(.destination)
            .head(try deletion.repository.parsed(), .digest(deletion.digest)) != nil
    }

    private func deletes(_ registry: FakeRegistry? = nil) -> [String] {
        (registry ?? target).log.filter { $0.hasPrefix("DELETE") }
    }

    @Test("deletes what leads to others before these, and leaves the rest of the repository")
    func order() async throws {
        let (one, two, other) = (try image(1), try image(2), try image(3))
        let index = try TestImage.index([(Platform("linux/amd64"), one), (Platform("linux/arm64"), two)])
        target.add(other, to: "a/b", tag: "2")
        let plan = plan(
            [
                try deletion(index, "a/b"), try deletion(one, "a/b", tags: []), try deletion(two, "a/b", tags: []),
            ],
            staying: ["a/b": ["2": other]]
        )
        let outcome = try await apply(executor(plan))
        #expect(outcome.isComplete, "\(outcome)")
        #expect(deletes() == [index, one, two].map { "DELETE /v2/a/b/manifests/\($0.digest)" })
        #expect(target.tags(of: "a/b") == ["2": "\(other.digest)"])
        #expect(try await executor(plan).check().deletions == [0, 1, 2], "a second run finds everything done")
    }

    /// What goes wrong once, by the status of the answer.
    static let faults = [500, 503, 429, 401, 403, 400]

    @Test("a deletion that fails ends its repository alone, and the same plan carries on", arguments: faults)
    func fault(status: Int) async throws {
        let images = try (1...4).map { try image(UInt64($0)) }
        let deletions = [
            try deletion(images[0], "a/one"), try deletion(images[1], "a/two"),
            try deletion(images[2], "a/two", tags: []), try deletion(images[3], "a/two", tags: ["2"]),
        ]
        let plan = plan(deletions)
        target.inject(FakeRegistryFault(.status(status), method: "DELETE", target: "\(images[1].digest)"))
        let outcome = try await apply(executor(plan))
        #expect(outcome.failures == 1 && !outcome.isComplete && !outcome.wasInterrupted)
        #expect(outcome.deletions[0] == .done)
        #expect(outcome.deletions[2...] == [.notStarted, .notStarted], "what is behind may be a part of it")
        for deletion in deletions[2...] { #expect(try await isThere(deletion)) }

        let again = executor(plan)
        #expect(try await again.check().deletions == [0])
        let second = try await again.run(done: DoneWork(deletions: [0]))
        #expect(second.deletions == [.alreadyDone, .done, .done, .done])
        for deletion in deletions { #expect(try await !isThere(deletion)) }
    }

    @Test("an image that somebody else deleted meanwhile counts as deleted")
    func gone() async throws {
        let (one, two) = (try image(1), try image(2))
        let plan = plan([
            try deletion(one, "a/one"), try deletion(two, "a/one", tags: ["2", "3"], kind: .tags),
        ])
        let executor = executor(plan)
        #expect(try await executor.check() == .nothing)
        let client = RegistryClient.test(.destination)
        try await client.delete(try target.repository("a/one"), .digest(one.digest))
        try await client.delete(try target.repository("a/one"), .tag(Tag("2")))
        #expect(try await executor.run(done: .nothing).isComplete)
        #expect(target.tags(of: "a/one").isEmpty)
        #expect(try await isThere(plan.deletions[1]), "tags go without their manifest")
    }

    @Test("remaining images are checked afterwards, and named if they were deleted too")
    func takesMore() async throws {
        let (one, other) = (try image(1), try image(2))
        target.add(other, to: "a/b", tag: "2")
        let plan = plan([try deletion(one, "a/b")], staying: ["a/b": ["2": other]])
        let repository = try target.repository("a/b")
        let target = target
        let outcome = try await apply(
            executor(plan) { event in
                // A registry that takes more away than it was asked for.
                if case .deleted = event { target.forget("2", of: "a/b") }
            }
        )
        #expect(outcome.deletions == [.done] && !outcome.isComplete && outcome.failures == 1)
        #expect(outcome.lost.map(\.destination) == ["\(repository):2"])
    }

    @Test("a registry that deletes nothing is asked once")
    func switchedOff() async throws {
        let deletions = try (1...20).map { try deletion(image($0), "a/image\($0)") }
        target.inject(FakeRegistryFault(.status(405), method: "DELETE", times: 100))
        let failures = Guarded(0)
        let plan = plan(deletions)
        let outcome = try await apply(
            executor(plan, parallelism: 1) { event in
                if case .deletionFailed(_, let reason) = event, reason.contains("storage.delete.enabled: true") {
                    failures.withLock { $0 += 1 }
                }
            }
        )
        #expect(failures.withLock { $0 } == 1)
        #expect(deletes().count == 1)
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
            deletions.append(try deletion(image(number), name, at: strict))
            deletions.append(try deletion(image(number + 100), name, tags: ["2", "3"], kind: .tags, at: strict))
        }
        let told = Guarded(0)
        let plan = plan(deletions)
        let outcome = try await apply(
            executor(plan) { event in if case .tagsRefused = event { told.withLock { $0 += 1 } } }
        )
        #expect(told.withLock { $0 } == 1)
        #expect(outcome.isComplete && outcome.failures == 0)
        #expect(outcome.deletions.count { $0.refusal != nil } == 6 && outcome.deletions.count { $0 == .done } == 6)
        #expect(strict.tags(of: "a/image1").keys.sorted() == ["2", "3"])
    }

    @Test("begins nothing new once it is asked to stop, and the same plan carries on")
    func stops() async throws {
        var deletions: [Deletion] = []
        for number in UInt64(1)...12 { deletions.append(try deletion(image(number), "a/image\(number % 4)")) }
        // Four images share a tag in turn, and the last of them has it.
        deletions = deletions.map { deletion in
            var deletion = deletion
            if target.tags(of: String(deletion.repository.description.suffix(8)))["1"] != "\(deletion.digest)" {
                deletion.tags = []
            }
            return deletion
        }
        let plan = plan(deletions)
        let stop = StopSignal()
        let outcome = try await apply(
            executor(plan, stop: stop, parallelism: 2) { event in if case .deleted = event { stop.request() } }
        )
        #expect(outcome.wasInterrupted)
        #expect(outcome.deletions.contains(.done) && outcome.deletions.contains(.notStarted))
        let again = executor(plan)
        let done = try await again.check()
        #expect(done.deletions.count == outcome.deletions.count { $0 == .done })
        #expect(try await again.run(done: done).isComplete)
        for deletion in deletions { #expect(try await !isThere(deletion)) }
        await #expect(throws: CancellationError.self) { try await executor(plan, stop: stop).check() }
    }

    @Test("ends where the registry went away, instead of failing every repository for itself")
    func lostRegistry() async throws {
        let deletions = try (1...40).map { try deletion(image($0), "a/image\($0)") }
        let target = target
        let outcome = try await apply(
            executor(plan(deletions)) { event in if case .deleted = event { target.server.stop() } }
        )
        #expect(!outcome.wasInterrupted && !outcome.isComplete)
        #expect(outcome.failures > 0)
        #expect(outcome.deletions.count { $0 == .notStarted } > 20, "\(outcome.failures) failures")
    }

    @Test(
        "a tag that moves between check and deletion keeps what it names, and what it named",
        arguments: [true, false]
    )
    func moved(takesManifest: Bool) async throws {
        let (one, two, other) = (try image(1), try image(2), try image(3))
        let plan = plan([
            try deletion(one, "a/one", tags: ["1", "2"], kind: takesManifest ? .manifest : .tags),
            try deletion(two, "a/two"),
        ])
        let executor = executor(plan)
        #expect(try await executor.check() == .nothing)
        target.add(other, to: "a/one", tag: "2")
        let outcome = try await executor.run(done: .nothing)
        #expect(outcome.failures == 1 && outcome.deletions[1] == .done)
        guard case .failed(let reason) = outcome.deletions[0] else { return }
        #expect(reason.contains("the plan is stale"), "\(reason)")
        #expect(target.tags(of: "a/one") == ["1": "\(one.digest)", "2": "\(other.digest)"])
        #expect(try await isThere(plan.deletions[0]))
        // The next look tells it before anything is deleted.
        await #expect(throws: StalePlan.self) { try await self.executor(plan).check() }
    }

    /// What somebody does to the tags that stay.
    enum Change: CaseIterable { case added, moved, removed }

    @Test("nothing is deleted if the remaining tags are not those of the plan", arguments: Change.allCases)
    func stale(change: Change) async throws {
        let (one, two) = (try image(1), try image(2))
        target.add(two, to: "a/b", tag: "stays")
        let plan = plan([try deletion(one, "a/b")], staying: ["a/b": ["stays": two]])
        #expect(try await executor(plan).check() == .nothing)
        switch change {
        case .added: target.add(one, to: "a/b", tag: "new")
        case .moved: target.add(one, to: "a/b", tag: "stays")
        case .removed:
            try await RegistryClient.test(.destination).delete(try target.repository("a/b"), .tag(Tag("stays")))
        }
        let before = deletes().count
        await #expect(throws: StaleRepository.self) { try await executor(plan).check() }
        #expect(deletes().count == before)
    }

    @Test("nothing is deleted that an index has which stays, whatever the plan says", arguments: [false, true])
    func neededByIndex(isNested: Bool) async throws {
        let (child, other) = (try image(1), try image(2))
        var index = try TestImage.index([(Platform("linux/amd64"), child), (Platform("linux/arm64"), other)])
        if isNested { index = try TestImage.index([(Platform("linux/amd64"), index)]) }
        target.add(index, to: "a/b", tag: "stays")
        let deletions = [try deletion(child, "a/b", tags: ["child"])]
        let made = plan(deletions, staying: ["a/b": ["stays": index]])
        let error = await #expect(throws: NeededDeletion.self) { try await executor(made).check() }
        #expect(error?.digest == child.digest)
        // Its tag alone goes, and that breaks the index under its digest.
        let alone = plan([deletions[0], try deletion(index, "a/b", tags: ["stays"], kind: .tags)])
        await #expect(throws: NeededDeletion.self) { try await executor(alone).check() }
        #expect(deletes().isEmpty)
    }

    @Test("a tag that the list of tags lacks, and that is there, ends everything before it begins")
    func lackingTag() async throws {
        let plan = plan([try deletion(image(1), "a/b")])
        target.inject(FakeRegistryFault(.status(200, body: #"{"tags":null}"#), target: "/tags/list", times: 2))
        let error = await #expect(throws: RegistryError.self) { try await executor(plan).check() }
        #expect(error?.description.contains("lacks `1`") == true)
    }

    @Test("an image that HEAD says is not there is not taken for deleted")
    func wrongHead() async throws {
        let plan = plan([try deletion(image(1), "a/b")])
        target.inject(FakeRegistryFault(.status(404), method: "HEAD", times: 99))
        #expect(try await executor(plan).check() == .nothing)
        #expect(try await apply(executor(plan)).isComplete)
        #expect(target.tags(of: "a/b").isEmpty)
    }

    @Test("a list of referrers that the registry does not keep loses those that go, and the plan carries on")
    func listed() async throws {
        var options = FakeRegistry.Options()
        options.hasReferrersAPI = false
        let plain = try FakeRegistry(options)
        let client = RegistryClient.test(.destination)
        let subject = try image(1)
        let repository = try plain.repository("a/b")
        try await subject.push(to: repository, tag: "1", with: client)
        var deletions = [try deletion(subject, "a/b", at: plain)]
        for number in 1...3 {
            let referrer = try TestImage.referrer(to: subject, type: "application/vnd.test.\(number)")
            try await referrer.push(to: repository, with: client)
            deletions.append(try deletion(referrer, "a/b", tags: [], at: plain))
        }
        let list = subject.digest.tagText
        let named = try #require(try await client.head(repository, .tag(Tag(list)))?.digest)
        deletions.insert(deletions[0], at: 1)
        deletions[1].digest = named
        deletions[1].tags = [list]
        let plan = plan(deletions)
        plain.inject(FakeRegistryFault(.status(500), method: "DELETE", target: "\(deletions[3].digest)"))
        #expect(try await apply(executor(plan)).failures == 1)
        let again = executor(plan)
        #expect(try await again.run(done: again.check()).isComplete)
        #expect(plain.tags(of: "a/b").isEmpty)
    }
}
