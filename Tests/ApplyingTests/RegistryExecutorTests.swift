// SPDX-License-Identifier: Apache-2.0

import Applying
import Foundation
import HTTPTransport
import ImageAccess
import OCI
import Registry
import Scheduling
import TestSupport
import Testing
@testable import Plans

/// The copy engine against a registry that misbehaves on demand.
@Suite("The executor of a plan")
struct RegistryExecutorTests {
    private let scene: CopyScene
    private var upstream: FakeRegistry { scene.upstream }
    private var target: FakeRegistry { scene.target }

    init() throws { scene = try CopyScene() }

    private func plan(_ images: [(name: String, image: TestImage)]) throws -> Plan { try scene.plan(images) }

    private func image(_ seed: UInt64, length: Int) throws -> TestImage { try scene.image(seed, length: length) }

    private func executor(
        _ plan: Plan,
        chunkLength: Int64 = 128 << 20,
        stop: StopSignal = StopSignal(),
        events: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
    ) -> RegistryExecutor {
        scene.executor(plan, chunkLength: chunkLength, stop: stop, events: events)
    }

    private func apply(_ executor: RegistryExecutor) async throws -> ApplyOutcome {
        try await executor.run(done: executor.check())
    }

    @Test("tries a transfer again that the source cuts off")
    func cutDownload() async throws {
        let image = try image(1, length: 400_000)
        upstream.inject(FakeRegistryFault(.cut(after: 100_000), method: "GET", target: "/blobs/", times: 2))
        let outcome = try await apply(executor(plan([("a/b", image)])))
        #expect(outcome.isComplete, "\(outcome)")
        #expect(target.tags(of: "a/b") == ["1": image.digest.description])
    }

    @Test("tries a transfer again that the target resets, and waits where it is told to")
    func failingUpload() async throws {
        let image = try image(1, length: 400_000)
        target.inject(FakeRegistryFault(.reset, method: "PUT", target: "/uploads/", times: 1))
        target.inject(FakeRegistryFault(.status(429, headers: ["Retry-After": "0"]), method: "POST", times: 2))
        target.inject(FakeRegistryFault(.status(503), method: "PUT", target: "/manifests/", times: 1))
        let outcome = try await apply(executor(plan([("a/b", image)])))
        #expect(outcome.isComplete, "\(outcome)")
    }

    @Test("writes a manifest that indexes share once, and an index again where the registry loses sight of it")
    func sharedChildren() async throws {
        let images = try (1...3).map { try image(UInt64($0), length: 1000) }
        let platforms = [try Platform("linux/amd64"), try Platform("linux/arm64")]
        let indexes = try images.dropLast().map { own in
            try TestImage.index([(platforms[0], own), (platforms[1], images[2])])
        }
        // distribution 2.8 answers so while somebody else writes a manifest of the index.
        let refusal = #"{"errors":[{"code":"MANIFEST_BLOB_UNKNOWN","message":"blob unknown to registry"}]}"#
        target.inject(FakeRegistryFault(.status(400, body: refusal), method: "PUT", target: "/manifests/2", times: 2))
        let outcome = try await apply(executor(plan([("a/b:1", indexes[0]), ("a/b:2", indexes[1])])))
        #expect(outcome.isComplete, "\(outcome)")
        #expect(target.log.count { $0 == "PUT /v2/a/b/manifests/\(images[2].digest)" } == 1)
        #expect(target.tags(of: "a/b") == ["1": "\(indexes[0].digest)", "2": "\(indexes[1].digest)"])
    }

    @Test("carries on inside a long blob, behind the last whole chunk")
    func resumesInsideABlob() async throws {
        let image = try image(2, length: 1_000_000)
        target.inject(FakeRegistryFault(.status(500), method: "PATCH", times: 1))
        upstream.inject(FakeRegistryFault(.cut(after: 150_000), method: "GET", target: "/blobs/", times: 3))
        let outcome = try await apply(executor(plan([("a/b", image)]), chunkLength: 100_000))
        #expect(outcome.isComplete, "\(outcome)")
        let ranged = upstream.server.requests.filter { $0.headers["Range"] != nil }
        #expect(!ranged.isEmpty, "what failed is fetched from its offset")
    }

    @Test("carries on inside a long blob in another process")
    func resumesAfterACrash() async throws {
        let image = try image(3, length: 1_000_000)
        let plan = try plan([("a/b", image)])
        // The first process gets as far as the closing request.
        target.inject(FakeRegistryFault(.status(403), method: "PUT", target: "/uploads/", times: 1))
        let interrupted = try await apply(executor(plan, chunkLength: 100_000))
        #expect(!interrupted.isComplete)
        let before = target.log.count { $0.hasPrefix("PATCH") }
        #expect(before > 2)

        let outcome = try await apply(executor(plan, chunkLength: 100_000))
        #expect(outcome.isComplete, "\(outcome)")
        #expect(target.log.count { $0.hasPrefix("PATCH") } == before, "no chunk is sent twice")
        #expect(target.tags(of: "a/b") == ["1": image.digest.description])
    }

    /// What a target refuses of an upload, or wants elsewhere.
    private static let uploadFaults: [FakeRegistryFault] = [
        .init(.status(405), method: "PATCH", times: 99),
        .init(.status(400), method: "PATCH", header: "Content-Range", times: 99),
        .init(.status(500), method: "PATCH", times: 99),
        .init(.status(404), method: "PUT", target: "/uploads/", hasBody: true, times: 99),
        .init(.redirect(307), method: "POST", times: 99), .init(.redirect(308), method: "PATCH", times: 99),
        .init(.redirect(307), method: "PUT", times: 99),
        .init(.status(500), method: "HEAD", target: "/blobs/", times: 99),
    ]

    @Test(
        "gets blobs to a target that does not take them in the usual way, long ones and short ones",
        arguments: uploadFaults
    )
    func otherWays(fault: FakeRegistryFault) async throws {
        let images = [try image(7, length: 1_000_000), try image(8, length: 5_000)]
        target.inject(fault)
        let outcome = try await apply(executor(plan([("a/b", images[0]), ("a/c", images[1])]), chunkLength: 100_000))
        #expect(outcome.isComplete, "\(outcome)")
        for (name, image) in zip(["a/b", "a/c"], images) {
            #expect(target.tags(of: name) == ["1": "\(image.digest)"])
            for (digest, bytes) in image.blobs { #expect(target.blob(digest, in: name) == bytes) }
        }
    }

    @Test("uploads again where the target answers a mount with a session")
    func refusedMount() async throws {
        var options = FakeRegistry.Options()
        options.answersMounts = false
        let stubborn = try FakeRegistry(options)
        var generator = SeededGenerator(seed: 4)
        let base = generator.bytes(10_000)
        let images = [
            ("a/one", try TestImage(layers: [base, [1]])), ("a/two", try TestImage(layers: [base, [2]])),
        ]
        var plan = try plan(images)
        let (old, new) = ("\(try target.host)", "\(try stubborn.host)")
        plan.fields.actions = plan.actions.map { action in
            var action = action
            action.fields.destination = action.destination.replacing(old, with: new)
            return action
        }
        plan.fields.blobs = plan.blobs.map { blob in
            BlobTransfer(
                digest: blob.digest,
                size: blob.size,
                source: blob.source,
                home: blob.home.replacing(old, with: new),
                atHome: false,
                mountInto: blob.mountInto.map { $0.replacing(old, with: new) }
            )
        }
        let outcome = try await apply(executor(plan))
        #expect(outcome.isComplete, "\(outcome)")
        #expect(stubborn.blob(Digest(of: base), in: "a/one") == base)
        #expect(stubborn.blob(Digest(of: base), in: "a/two") == base)
    }

    @Test("fails one image and completes the others")
    func isolation() async throws {
        let good = try image(5, length: 1000)
        let bad = try image(6, length: 2000)
        let plan = try plan([("a/bad", bad), ("a/good", good)])
        upstream.inject(FakeRegistryFault(.lie, method: "GET", target: "a/bad/blobs", times: 100))
        let outcome = try await apply(executor(plan))
        #expect(outcome.failures == 1)
        #expect(target.tags(of: "a/good") == ["1": good.digest.description])
        #expect(target.tags(of: "a/bad").isEmpty)
    }

    @Test("begins nothing new once it is asked to stop, and the same plan carries on")
    func stops() async throws {
        let images = try (0..<12).map { ("a/image\($0)", try image(UInt64(20 + $0), length: 20_000)) }
        let plan = try plan(images)
        let stop = StopSignal()
        let outcome = try await apply(
            executor(plan, stop: stop) { event in
                if case .finished = event { stop.request() }
            }
        )
        #expect(outcome.wasInterrupted)
        #expect(outcome.results.contains(.done) && outcome.results.contains(.notStarted))

        let executor = executor(plan)
        let done = try await executor.check()
        #expect(done.actions.count == outcome.results.count { $0 == .done })
        #expect(try await executor.run(done: done).isComplete)
        for (name, image) in images { #expect(target.tags(of: name) == ["1": image.digest.description]) }
    }

    @Test("ends where the target went away, instead of failing every image for itself")
    func lostTarget() async throws {
        let images = try (0..<30).map { ("a/image\($0)", try image(UInt64(50 + $0), length: 20_000)) }
        let target = target
        let outcome = try await apply(
            executor(plan(images)) { event in
                if case .finished = event { target.server.stop() }
            }
        )
        #expect(!outcome.wasInterrupted)
        #expect(outcome.failures > 0)
        #expect(outcome.results.contains(.notStarted))
    }

    @Test("stops where a destination changes after the check, and leaves it as it is")
    func changesMeanwhile() async throws {
        let wanted = try image(8, length: 1000)
        let intruder = try image(9, length: 1000)
        let plan = try plan([("a/b", wanted)])
        let executor = executor(plan)
        let done = try await executor.check()
        target.add(intruder, to: "a/b", tag: "1")
        let outcome = try await executor.run(done: done)
        #expect(outcome.failures == 1)
        #expect(target.tags(of: "a/b") == ["1": intruder.digest.description])
    }
}
