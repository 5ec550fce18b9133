// SPDX-License-Identifier: Apache-2.0

import Applying
import ArchiveSets
import Foundation
import HTTPTransport
import OCI
import Plans
import TestSupport
import Testing

/// Writing volumes, from a registry that misbehaves on demand.
@Suite("The executor of an archive's plan", .waitsForPrograms)
struct ArchiveExecutorTests {
    private let scene: ArchiveScene

    init() throws { scene = try ArchiveScene() }

    @Test("writes volumes of the planned sizes, and an index that is true")
    func writes() async throws {
        let images = try ArchiveScene.threeImages()
        let plan = try await scene.plan(images, limit: 400_000)
        #expect(plan.plan.archive?.volumes.count ?? 0 > 2)
        #expect(try await scene.write(plan).isComplete)
        try await scene.expectWhole(images, of: plan)
        #expect(scene.blobRequests.values.allSatisfy { $0 == 1 }, "each blob is fetched once")
        #expect(scene.blobRequests.count == 7)
    }

    @Test("carries on behind the last byte where the source cuts a transfer off")
    func cut() async throws {
        let images = [("a/b", try ArchiveScene.image(1, length: 4_000_000))]
        let plan = try await scene.plan(images)
        for length in [3_000_000, 500_000] {
            scene.upstream.inject(
                FakeRegistryFault(.cut(after: length), method: "GET", target: "/blobs/\(images[0].1.layer)", times: 1)
            )
        }
        #expect(try await scene.write(plan).isComplete)
        try await scene.expectWhole(images, of: plan)
        let ranges = scene.upstream.server.requests.compactMap { $0.headers["Range"] }
        #expect(ranges.count == 2, "\(ranges)")
        let starts = ranges.compactMap { Int64($0.dropFirst("bytes=".count).prefix { $0.isNumber }) }
        #expect(starts.allSatisfy { $0 >= 2 << 20 }, "at most the last mebibyte is fetched again: \(ranges)")
    }

    @Test("fails an image with wrong bytes, completes the others, and continues later")
    func corrupt() async throws {
        let images = [
            ("a/bad", try ArchiveScene.image(1, length: 50_000)), ("a/good", try ArchiveScene.image(2, length: 50_000)),
        ]
        let plan = try await scene.plan(images)
        // Each of its two blobs is fetched four times.
        scene.upstream.inject(FakeRegistryFault(.lie, method: "GET", target: "a/bad/blobs", times: 8))
        let outcome = try await scene.write(plan)
        #expect(outcome.failures == 1)
        guard case .failed(let reason) = outcome.results[0] else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.contains("sha256:"), "\(reason)")
        #expect(try scene.files().keys.sorted() == ["mirror_000001.tar.partial"])

        #expect(try await scene.write(plan).isComplete)
        try await scene.expectWhole(images, of: plan)
        for (name, image) in images {
            #expect(image.blobs.keys.allSatisfy { scene.blobRequests[$0] == (name == "a/bad" ? 5 : 1) })
        }
    }

    @Test("fetches a blob again that came with other bytes, from its beginning")
    func corruptOnce() async throws {
        let images = [("a/bad", try ArchiveScene.image(1, length: 3_000_000))]
        let plan = try await scene.plan(images)
        scene.upstream.inject(FakeRegistryFault(.lie, method: "GET", target: "a/bad/blobs", times: 2))
        #expect(try await scene.write(plan).isComplete)
        try await scene.expectWhole(images, of: plan)
    }

    @Test("writes blobs of no bytes, of one and of whole blocks")
    func smallBlobs() async throws {
        let images = try [0, 1, 511, 512, 513, 1024].map { length in
            ("a/image\(length)", try TestImage(layers: [[UInt8](repeating: 7, count: length)]))
        }
        let plan = try await scene.plan(images, limit: 64 << 10)
        #expect(try await scene.write(plan).isComplete)
        try await scene.expectWhole(images, of: plan)
    }

    @Test("changes nothing where it is stopped before it begins")
    func stoppedEarly() async throws {
        let plan = try await scene.plan(ArchiveScene.threeImages())
        let stop = StopSignal()
        stop.request()
        await #expect(throws: CancellationError.self) { try await scene.executor(plan, stop: stop).run(done: .nothing) }
        #expect(!FileManager.default.fileExists(atPath: scene.usb))
    }

    @Test("begins nothing where an image is gone from its source")
    func goneImage() async throws {
        let images = try ArchiveScene.threeImages()
        let plan = try await scene.plan(images)
        scene.upstream.inject(
            FakeRegistryFault(.status(404), method: "GET", target: "a/image2/manifests", times: 100)
        )
        let outcome = try await scene.write(plan)
        #expect(outcome.failures == 1)
        #expect(outcome.results.count { $0 == .notStarted } == 2)
        #expect(!outcome.wasInterrupted)
        #expect(!FileManager.default.fileExists(atPath: scene.usb))
    }

    @Test("fails the images of a blob that is gone, and the set stays unfinished")
    func goneBlob() async throws {
        let images = try ArchiveScene.threeImages()
        let plan = try await scene.plan(images)
        let own = try #require(images[1].image.blobs.first { $0.value.count == 200_000 }).key
        scene.upstream.inject(
            FakeRegistryFault(.status(404), method: "GET", target: "/blobs/\(own)", times: 100)
        )
        let outcome = try await scene.write(plan)
        #expect(outcome.results.count { $0 == .done } == 2, "\(outcome)")
        #expect(try scene.files().keys.sorted() == ["mirror_000001.tar.partial"])
        let error = await #expect(throws: ArchiveSetError.self) { try await OpenedArchive.open(scene.usb) }
        #expect(error?.message.contains("not finished") == true)
    }

    @Test("refuses documents that have changed since the plan was made")
    func otherDocument() async throws {
        let bytes = Array("{}".utf8)
        let document = PlannedArchive.Document(
            path: "mirror/documents/graphs/stable.json",
            digest: Digest(of: bytes),
            size: 2
        )
        let plan = try await scene.plan([("a/b", ArchiveScene.image(1, length: 1000))], documents: [document])
        await #expect(throws: StaleArchive.self) {
            try await scene.executor(plan, documents: { _ in Array("[]".utf8) }).run(done: .nothing)
        }
        #expect(try scene.files().keys.allSatisfy { $0.hasSuffix(".partial") })
        #expect(try await scene.executor(plan, documents: { _ in bytes }).run(done: .nothing).isComplete)
        let content = try await OpenedArchive.open(scene.usb)
        #expect(try await content.document("mirror/documents/graphs/stable.json", limit: 100) == bytes)
    }

    @Test("ends where the registry went away, instead of failing every blob for itself")
    func lostSource() async throws {
        let images = try (0..<30).map { ("a/image\($0)", try ArchiveScene.image(UInt64(50 + $0), length: 20_000)) }
        let plan = try await scene.plan(images)
        let upstream = scene.upstream
        let outcome = try await scene.executor(plan) { event in
            if case .finished = event { upstream.server.stop() }
        }.run(done: .nothing)
        #expect(outcome.volumes == nil && !outcome.wasInterrupted)
        #expect(outcome.failures > 0)
        #expect(outcome.results.contains(.notStarted))
    }
}
