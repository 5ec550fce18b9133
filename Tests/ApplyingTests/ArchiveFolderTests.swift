// SPDX-License-Identifier: Apache-2.0

import Applying
import ArchiveSets
import Foundation
import HTTPTransport
import Plans
import TestSupport
import Testing

/// Writing volumes where an earlier run or somebody else left some.
@Suite("In the folder of an archive, the executor", .waitsForPrograms)
struct ArchiveFolderTests {
    private let scene: ArchiveScene

    init() throws { scene = try ArchiveScene() }

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
        try await scene.expectWhole(images, of: plan)
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
        let images = try ArchiveScene.threeImages()
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

    @Test("leaves nothing of a plan that was begun before and never finished")
    func partialOfAnotherPlan() async throws {
        let images = try ArchiveScene.threeImages()
        let plan = try await scene.plan(images, limit: 400_000)
        let stop = StopSignal()
        _ = try await scene.executor(plan, parallelism: 1, stop: stop) { event in
            if case .finished = event { stop.request() }
        }.run(done: .nothing)
        let begun = try scene.files()
        #expect(begun.count > 2)

        let other = try await scene.plan([images[0]])
        #expect(try await scene.write(other).isComplete)
        try await scene.expectWhole([images[0]], of: other)
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
        try await held.waitUntilAskedFor()
        let error = await #expect(throws: ArchiveSetError.self) { try await scene.write(plan) }
        #expect(error?.message.contains("another") == true, "\(String(describing: error))")
        held.release()
        #expect(try await first.isComplete)
        try await scene.expectWhole([("a/b", held.image)], of: plan)
    }
}
