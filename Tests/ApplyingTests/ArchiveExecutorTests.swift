// SPDX-License-Identifier: Apache-2.0

import Applying
import ArchiveSets
import Foundation
import HTTPTransport
import OCI
import Plans
import Scheduling
import TestSupport
import Testing

/// Writing volumes, from a registry that misbehaves on demand.
@Suite("The executor of an archive's plan", .waitsForPrograms)
struct ArchiveExecutorTests {
    private let scene: ArchiveScene

    init() throws { scene = try ArchiveScene() }

    /// Three images that share a layer, in volumes of a little more than the largest.
    private func threeImages() throws -> [(name: String, image: TestImage)] {
        var generator = SeededGenerator(seed: 1)
        let base = generator.bytes(300_000)
        return try (1...3).map { number in
            ("a/image\(number)", try TestImage(layers: [base, generator.bytes(100_000 * number)]))
        }
    }

    private func expectWhole(_ images: [(name: String, image: TestImage)], of plan: PlanFile) async throws {
        let archive = try #require(plan.plan.archive)
        for volume in archive.volumes {
            let found = try FileManager.default.attributesOfItem(atPath: "\(scene.usb)/\(volume.name)")[.size]
            #expect(found as? Int64 == volume.size, "\(volume.name) is as long as planned")
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scene.usb).sorted()
                == (archive.volumes.map(\.name) + ["mirror_index.json"]).sorted()
        )
        let content = try await OpenedArchive.open(scene.usb)
        #expect(content.indexProblem == nil)
        #expect(content.sets.map(\.plan) == [plan])
        let blobs = images.flatMap { $0.image.blobs.keys }
        try await content.verify(blobs)
        for (name, image) in images {
            #expect(content.digest(of: try Tag("1"), in: try RepositoryName(name)) == image.digest)
            #expect(try await content.manifest(image.digest) == image.top)
        }
        #expect(
            try await content.remadeIndex(content.audit()) == content.index,
            "what is read again is what the index says"
        )
    }

    @Test("writes volumes of the planned sizes, and an index that is true")
    func writes() async throws {
        let images = try threeImages()
        let plan = try await scene.plan(images, limit: 400_000)
        #expect(plan.plan.archive?.volumes.count ?? 0 > 2)
        #expect(try await scene.write(plan).isComplete)
        try await expectWhole(images, of: plan)
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
        try await expectWhole(images, of: plan)
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
        try await expectWhole(images, of: plan)
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
        try await expectWhole(images, of: plan)
    }

    @Test("writes blobs of no bytes, of one and of whole blocks")
    func smallBlobs() async throws {
        let images = try [0, 1, 511, 512, 513, 1024].map { length in
            ("a/image\(length)", try TestImage(layers: [[UInt8](repeating: 7, count: length)]))
        }
        let plan = try await scene.plan(images, limit: 64 << 10)
        #expect(try await scene.write(plan).isComplete)
        try await expectWhole(images, of: plan)
    }

    @Test("changes nothing where it is stopped before it begins")
    func stoppedEarly() async throws {
        let plan = try await scene.plan(threeImages())
        let stop = StopSignal()
        stop.request()
        await #expect(throws: CancellationError.self) { try await scene.executor(plan, stop: stop).run(done: .nothing) }
        #expect(!FileManager.default.fileExists(atPath: scene.usb))
    }

    @Test("begins nothing where an image is gone from its source")
    func goneImage() async throws {
        let images = try threeImages()
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
        let images = try threeImages()
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

    @Test("stopped in the middle, fetches only what is lacking, and ends with the same bytes")
    func resumes() async throws {
        let images = try (0..<8).map { ("a/image\($0)", try ArchiveScene.image(UInt64(20 + $0), length: 60_000)) }
        let plan = try await scene.plan(images, limit: 200_000)
        let stop = StopSignal()
        let first = try await scene.executor(plan, parallelism: 1, stop: stop) { event in
            if case .finished = event { stop.request() }
        }.run(done: .nothing)
        #expect(first.wasInterrupted && first.volumes == nil)
        #expect(try scene.files().keys.allSatisfy { $0.hasSuffix(".partial") })
        let before = scene.blobRequests
        #expect(!before.isEmpty && before.count < 16)
        #expect(try await scene.write(plan).isComplete)
        #expect(scene.blobRequests.count == 16)
        #expect(scene.blobRequests.values.allSatisfy { $0 == 1 }, "what was complete is not fetched again")
        try await expectWhole(images, of: plan)
        try scene.folder.makeDirectory("whole")
        #expect(try await scene.write(plan, to: scene.folder["whole"]).isComplete)
        #expect(try scene.files(scene.folder["whole"]) == scene.files(), "byte for byte")
    }

    @Test("does not trust wrong bytes of an earlier run")
    func damagedPartial() async throws {
        let images = [("a/b", try ArchiveScene.image(1, length: 200_000))]
        let plan = try await scene.plan(images)
        #expect(try await scene.write(plan).isComplete)
        let whole = try scene.files()
        var bytes = try #require(whole["mirror_000001.tar"])
        try FileManager.default.removeItem(atPath: scene.usb)
        let place = try #require(bytes.firstRange(of: images[0].1.blobs[images[0].1.layer] ?? []))
        bytes[place.lowerBound + 100_000] ^= 1
        try scene.folder.write(bytes, to: "usb/mirror_000001.tar.partial")
        #expect(try await scene.write(plan).isComplete)
        #expect(try scene.files() == whole)
        #expect(scene.blobRequests[images[0].1.layer] == 2)
    }

    @Test("killed while volumes get their names, gives the rest theirs without fetching anything")
    func killedWhileNaming() async throws {
        let images = try threeImages()
        let plan = try await scene.plan(images, limit: 400_000)
        #expect(try await scene.write(plan).isComplete)
        let whole = try scene.files()
        let requests = scene.blobRequests
        let names = try #require(plan.plan.archive).volumes.map(\.name)
        for named in 0..<names.count {
            for name in names.dropFirst(named) {
                try FileManager.default.moveItem(
                    atPath: "\(scene.usb)/\(name)",
                    toPath: "\(scene.usb)/\(name).partial"
                )
            }
            try FileManager.default.removeItem(atPath: "\(scene.usb)/mirror_index.json")
            #expect(try await scene.write(plan).isComplete)
            #expect(try scene.files() == whole)
        }
        #expect(scene.blobRequests == requests)
        // All have their names, and only the index was not written.
        try FileManager.default.removeItem(atPath: "\(scene.usb)/mirror_index.json")
        #expect(try await scene.write(plan).isComplete)
        #expect(try scene.files() == whole)
    }

    @Test("refuses a folder in which a volume of another set has the next number, and leaves it as it is")
    func volumeInTheWay() async throws {
        let plan = try await scene.plan([("a/b", ArchiveScene.image(1, length: 1000))], first: 3)
        for number in [3, 4, 900] {
            let path = try scene.folder.write("other", to: "usb/\(VolumeName(number))")
            let error = await #expect(throws: StaleArchive.self) { try await scene.write(plan) }
            #expect(error?.message.contains("has \(VolumeName(number)), which another plan wrote") == true)
            #expect(try scene.files().count == 1)
            try FileManager.default.removeItem(atPath: path)
        }
        try scene.folder.write("other", to: "usb/\(VolumeName(2))")
        #expect(try await scene.write(plan).isComplete, "earlier volumes are not in the way")
        #expect(try scene.files()["mirror_000002.tar"] == Array("other".utf8))
    }

    @Test("leaves nothing of a plan that was begun before and never finished")
    func partialOfAnotherPlan() async throws {
        let images = try threeImages()
        let plan = try await scene.plan(images, limit: 400_000)
        let stop = StopSignal()
        _ = try await scene.executor(plan, parallelism: 1, stop: stop) { event in
            if case .finished = event { stop.request() }
        }.run(done: .nothing)
        let begun = try scene.files()
        #expect(begun.count > 2)

        let other = try await scene.plan([images[0]])
        #expect(try await scene.write(other).isComplete)
        try await expectWhole([images[0]], of: other)
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

    @Test("makes the folder where only its last part is missing, and no more than that")
    func folder() async throws {
        let plan = try await scene.plan([("a/b", ArchiveScene.image(1, length: 1000))])
        let error = await #expect(throws: ArchiveSetError.self) {
            try await scene.executor(plan, folder: scene.folder["a/b"]).run(done: .nothing)
        }
        #expect(error?.message.contains("there is no such folder") == true, "\(String(describing: error))")
        #expect(error?.remedy == "Mount the disk, or make its parent folder.")
        #expect(!FileManager.default.fileExists(atPath: scene.folder["a"]))
        try scene.folder.write("x", to: "file")
        let file = await #expect(throws: ArchiveSetError.self) {
            try await scene.executor(plan, folder: scene.folder["file"]).run(done: .nothing)
        }
        #expect(file?.message == "it is a file, not a folder")
        try scene.folder.makeDirectory("real")
        try FileManager.default.createSymbolicLink(
            atPath: scene.folder["link"],
            withDestinationPath: scene.folder["real"]
        )
        #expect(try await scene.executor(plan, folder: scene.folder["link"]).run(done: .nothing).isComplete)
        #expect(FileManager.default.fileExists(atPath: scene.folder["real/mirror_000001.tar"]))
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

    @Test("keeps a second apply out of the volumes that one writes")
    func twoAtOnce() async throws {
        let held = try HeldImage(ArchiveScene.image(1, length: 100_000))
        let plan = try await scene.plan([("a/b", held.image)])
        scene.upstream.inject(
            FakeRegistryFault(
                .status(307, headers: ["Location": "http://\(try held.host)/v2/held/blobs/\(held.image.layer)"]),
                method: "GET",
                target: "/blobs/\(held.image.layer)"
            )
        )
        async let first = scene.write(plan)
        while !held.isAskedFor { try await Task.sleep(for: .milliseconds(5)) }
        let error = await #expect(throws: ArchiveSetError.self) { try await scene.write(plan) }
        #expect(error?.message.contains("another") == true, "\(String(describing: error))")
        held.release()
        #expect(try await first.isComplete)
        try await expectWhole([("a/b", held.image)], of: plan)
    }
}

extension TestImage {
    /// The longest blob.
    fileprivate var layer: Digest {
        blobs.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }?.key ?? digest
    }
}
