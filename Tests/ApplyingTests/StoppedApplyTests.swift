// SPDX-License-Identifier: Apache-2.0

import Applying
import Foundation
import HTTPTransport
import OCI
import Plans
import Scheduling
import TestSupport
import Testing

/// Applies that are asked to stop in the middle of blobs.
@Suite("Asked to stop, an apply")
struct StoppedApplyTests {
    private let scene: CopyScene

    init() throws { scene = try CopyScene() }

    private func apply(_ executor: RegistryExecutor) async throws -> ApplyOutcome {
        try await executor.run(done: executor.check())
    }

    /// The bytes of all uploads that the target got, chunk by chunk.
    private var sent: Int {
        scene.target.server.requests.filter { $0.target.contains("/uploads/session") }
            .reduce(0) { $0 + (Int($1.headers["Content-Length"] ?? "") ?? 0) }
    }

    @Test("ends between two chunks, and the next run sends no byte again")
    func betweenChunks() async throws {
        let image = try scene.image(3, length: 2_000_000)
        let plan = try scene.plan([("a/long", image)])
        let stop = StopSignal(within: .seconds(600))
        let moved = Guarded(Int64(0))
        let executor = scene.executor(plan, chunkLength: 100_000, stop: stop) { event in
            guard case .transferred(let count, _) = event else { return }
            let total = moved.withLock { moved in
                moved += count
                return moved
            }
            if total > 150_000 { stop.request() }
        }
        let first = try await apply(executor)
        #expect(first.wasInterrupted && first.failures == 0, "\(first)")
        #expect(sent < 2_000_000)

        let second = try await apply(scene.executor(plan, chunkLength: 100_000))
        #expect(second.isComplete, "\(second)")
        #expect(sent == image.blobSize, "no byte is sent twice")
        #expect(scene.target.tags(of: "a/long") == ["1": "\(image.digest)"])
    }

    @Test("finishes a short blob, and tags the image that is complete with it")
    func shortBlob() async throws {
        let images = try (0..<4).map { ("a/image\($0)", try scene.image(UInt64(20 + $0), length: 20_000)) }
        let stop = StopSignal(within: .seconds(600))
        let outcome = try await apply(
            scene.executor(scene.plan(images), stop: stop) { event in
                // The configurations of images are uploaded last.
                if case .began(let blob, _) = event, blob.size < 1000 { stop.request() }
            }
        )
        #expect(outcome.failures == 0 && outcome.results.contains(.done), "\(outcome)")
        for (index, result) in outcome.results.enumerated() {
            #expect(scene.target.tags(of: images[index].0).isEmpty == (result != .done))
        }
    }

    @Test("gives up a short blob that does not end in time, and cancels its session at the registry")
    func cancelsSessions() async throws {
        let image = try scene.image(3, length: 300_000)
        let plan = try scene.plan([("a/b", image)])
        let layer = try #require(image.top.blobs.max { $0.size < $1.size }).digest
        // The source lets the layer drip for as long as the run takes.
        let tap = Tap()
        defer { tap.open() }
        scene.upstream.inject(
            FakeRegistryFault(.drip(tap), method: "GET", target: "\(layer)", times: 9)
        )
        let stop = StopSignal(within: .milliseconds(20))
        let outcome = try await apply(
            scene.executor(plan, stop: stop) { event in
                if case .began(let blob, _) = event, blob.digest == layer { stop.request() }
            }
        )
        #expect(outcome.wasInterrupted && outcome.failures == 0, "\(outcome)")
        #expect(scene.target.openUploads == 0, "\(scene.target.log)")
        scene.upstream.heal()
        #expect(try await apply(scene.executor(plan)).isComplete)
    }

    @Test("does not wait for a source that never answers")
    func silentSource() async throws {
        let plan = try scene.plan([("a/b", scene.image(3, length: 1000))])
        let stop = StopSignal(within: .seconds(600))
        scene.upstream.inject(
            FakeRegistryFault(.silence { stop.request() }, method: "GET", target: "/manifests/")
        )
        await #expect(throws: CancellationError.self) { try await apply(scene.executor(plan, stop: stop)) }
        #expect(scene.upstream.playedFaults == 1)
    }

    @Test("killed in the middle of a chunk, the next run continues with what the registry has of it")
    func killedInAChunk() async throws {
        let image = try scene.image(3, length: 1_000_000)
        let plan = try scene.plan([("a/long", image)])
        // The registry keeps the bytes of a chunk, and the run never learns of it.
        scene.target.inject(FakeRegistryFault(.loseAnswer, method: "PATCH"))
        let first = scene.executor(plan, retry: .tries(1), chunkLength: 600_000)
        #expect(try await !apply(first).isComplete)
        #expect(scene.target.log.count { $0.hasPrefix("PATCH") } == 1)
        let second = try await apply(scene.executor(plan, retry: .tries(1), chunkLength: 600_000))
        #expect(second.isComplete, "\(second)")
    }
}
