// SPDX-License-Identifier: Apache-2.0

import Applying
import Foundation
import OCI
import Plans
import Scheduling
import TestSupport
import Testing

/// Registries that restart, lose things or send wrong bytes in the middle of an apply.
@Suite("In the middle of an apply")
struct OutageApplyTests {
    private let scene: CopyScene
    private let clock = SteppingClock()
    private let notices = Guarded<[Outages.Notice]>([])
    private let outages: Outages
    private let images: [(name: String, image: TestImage)]

    init() throws {
        let scene = try CopyScene()
        self.scene = scene
        outages = Outages { [notices] notice in notices.withLock { $0.append(notice) } }
        images = try (0..<12).map { ("a/image\($0)", try scene.image(UInt64(50 + $0), length: 20_000)) }
    }

    private func executor(
        _ plan: Plan,
        chunkLength: Int64 = 128 << 20,
        stop: StopSignal = StopSignal(),
        events: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
    ) -> RegistryExecutor {
        scene.executor(
            plan,
            retry: RetryPolicy(time: clock.time),
            outages: outages,
            chunkLength: chunkLength,
            stop: stop,
            events: events
        )
    }

    private func apply(_ executor: RegistryExecutor) async throws -> ApplyOutcome {
        try await executor.run(done: executor.check())
    }

    enum Side: CaseIterable { case source, target }

    private func registry(_ side: Side) -> FakeRegistry { side == .source ? scene.upstream : scene.target }

    @Test("a registry is gone for a minute, is waited for, and the apply completes", arguments: Side.allCases)
    func restarts(side: Side) async throws {
        let registry = registry(side)
        let count = Guarded(0)
        let outcome = try await apply(
            executor(scene.plan(images)) { [clock] event in
                guard case .uploaded = event else { return }
                let isThird = count.withLock { count in
                    count += 1
                    return count == 3
                }
                guard isThird else { return }
                registry.server.stop()
                clock.after(clock.elapsed + .seconds(60)) { try? registry.server.restart() }
            }
        )
        #expect(outcome.isComplete, "\(outcome)")
        for (name, image) in images { #expect(scene.target.tags(of: name) == ["1": image.digest.description]) }
        let told = notices.withLock { $0 }
        #expect(told.count == 2, "\(told)")
        guard case .waiting(registry.server.host, _, .seconds(120)) = told.first else {
            Issue.record("\(told)")
            return
        }
        #expect(told.last == .over(server: registry.server.host))
    }

    @Test("a registry that never comes back is waited for once, not by each transfer", arguments: Side.allCases)
    func staysAway(side: Side) async throws {
        let registry = registry(side)
        let outcome = try await apply(
            executor(scene.plan(images)) { event in
                if case .uploaded = event { registry.server.stop() }
            }
        )
        #expect(outcome.failures > 0 && !outcome.isComplete)
        // Three wait at the same time, on a clock that moves with each.
        #expect(clock.elapsed < .seconds(180), "\(clock.elapsed)")
        #expect(notices.withLock { $0.count } == 1)
    }

    @Test("a wish to stop ends the wait for a registry at once, and nothing counts as failed")
    func stopsWaiting() async throws {
        let (stop, outages, target) = (StopSignal(), outages, scene.target)
        clock.after(.seconds(30)) {
            stop.request()
            outages.stopWaiting()
        }
        let outcome = try await apply(
            executor(scene.plan(images), stop: stop) { event in
                if case .uploaded = event { target.server.stop() }
            }
        )
        #expect(outcome.wasInterrupted && outcome.failures == 0, "\(outcome)")
        #expect(clock.elapsed < .seconds(50))
    }

    @Test("a request that fails for good is sent as often as one budget allows, and in one place only")
    func noMultiplication() async throws {
        scene.target.inject(FakeRegistryFault(.status(500), method: "POST", times: 100_000))
        let executor = scene.executor(try scene.plan([images[0]]))
        #expect(try await apply(executor).failures == 1)
        let blobs = images[0].image.blobs.count
        #expect(scene.target.log.count { $0.hasPrefix("POST") } <= 6 * blobs)
    }

    @Test("wrong bytes of a blob or a manifest are fetched again", arguments: ["/blobs/", "/manifests/"])
    func wrongBytes(path: String) async throws {
        scene.upstream.inject(FakeRegistryFault(.lie, method: "GET", target: path, times: 2))
        let outcome = try await apply(executor(scene.plan(images)))
        #expect(outcome.isComplete, "\(outcome)")
    }

    @Test("wrong bytes of a blob that goes in chunks are fetched again from its beginning")
    func wrongChunks() async throws {
        let long = try scene.image(9, length: 1_000_000)
        let layer = try #require(long.top.blobs.max { $0.size < $1.size }).digest
        scene.upstream.inject(FakeRegistryFault(.lie, method: "GET", target: "/blobs/\(layer)"))
        let outcome = try await apply(executor(scene.plan([("a/long", long)]), chunkLength: 100_000))
        #expect(outcome.isComplete, "\(outcome)")
        #expect(scene.target.tags(of: "a/long") == ["1": long.digest.description])
    }

    @Test("uploads that the registry loses begin again", arguments: ["PUT", "PATCH"])
    func lostUploads(method: String) async throws {
        let unknown = #"{"errors":[{"code":"BLOB_UPLOAD_UNKNOWN","message":"blob upload unknown to registry"}]}"#
        scene.target.inject(
            FakeRegistryFault(.status(404, body: unknown), method: method, target: "/uploads/", times: 9)
        )
        let long = try scene.image(9, length: 1_000_000)
        let outcome = try await apply(executor(scene.plan([("a/long", long)]), chunkLength: 100_000))
        #expect(outcome.isComplete, "\(outcome)")
    }
}
