// SPDX-License-Identifier: Apache-2.0

import Applying
import ArchiveSets
import Foundation
import Glibc
import OCI
import Scheduling
import TestSupport
import Testing
@testable import Plans

/// The folder of an archive comes back across the gap, and others may use it at the same time.
@Suite("Writing an archive into a folder that is not ours alone", .waitsForPrograms)
struct ArchiveHazardTests {
    private let scene: ArchiveScene

    init() throws { scene = try ArchiveScene() }

    private func twoVolumes() async throws -> PlanFile {
        let images = try (1...2).map { ("a/image\($0)", try ArchiveScene.image(UInt64($0), length: 100_000)) }
        let plan = try await scene.plan(images, limit: 130_000)
        #expect(plan.plan.archive?.volumes.count == 2)
        return plan
    }

    /// Something that lies where a file of a volume would be.
    enum Thing: String, CaseIterable {
        case link = "a symbolic link"
        case pipe = "a pipe"
        case folder = "a folder"
        case otherName = "it has another name"

        func make(at path: String, to file: String) throws {
            switch self {
            case .link: try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: file)
            case .pipe: try toolOutput(["mkfifo", path])
            case .folder: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            case .otherName: try FileManager.default.linkItem(atPath: file, toPath: path)
            }
        }
    }

    @Test(
        "neither writes to what is no file of its own, nor waits for it",
        .timeLimit(.minutes(1)),
        arguments: Thing.allCases
    )
    func partial(thing: Thing) async throws {
        let plan = try await twoVolumes()
        try scene.folder.write("precious", to: "precious")
        try scene.folder.makeDirectory("usb")
        try thing.make(at: scene.folder["usb/mirror_000002.tar.partial"], to: scene.folder["precious"])
        let error = await #expect(throws: ArchiveSetError.self) { try await scene.write(plan) }
        #expect(error?.path == scene.folder["usb/mirror_000002.tar.partial"])
        #expect(error?.message.contains(thing.rawValue) == true, "\(String(describing: error))")
        #expect(try scene.folder.read("precious") == Array("precious".utf8))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scene.usb) == ["mirror_000002.tar.partial"],
            "nothing was begun"
        )
    }

    @Test(
        "does not wait for a pipe that is called as a volume, nor read what a link leads to",
        .timeLimit(.minutes(1)),
        arguments: [Thing.link, .pipe, .folder]
    )
    func volume(thing: Thing) async throws {
        let plan = try await twoVolumes()
        #expect(try await scene.write(plan).isComplete)
        try FileManager.default.moveItem(
            atPath: scene.folder["usb/mirror_000001.tar"],
            toPath: scene.folder["elsewhere"]
        )
        try thing.make(at: scene.folder["usb/mirror_000001.tar"], to: scene.folder["elsewhere"])
        let error = await #expect(throws: ArchiveSetError.self) { try await scene.write(plan) }
        #expect(error?.path == scene.folder["usb/mirror_000001.tar"])
        #expect(error?.message.contains(thing.rawValue) == true, "\(String(describing: error))")
    }

    /// Calls `body` when everything is written, and before volumes get their names.
    private func write(_ plan: PlanFile, atTheEnd body: @escaping @Sendable () -> Void) async throws {
        let rest = Guarded(plan.plan.actions.count)
        _ = try await scene.executor(plan) { event in
            guard case .finished = event else { return }
            let isLast = rest.withLock { rest in
                rest -= 1
                return rest == 0
            }
            if isLast { body() }
        }.run(done: .nothing)
    }

    @Test("gives no volume its name before all of them are on the disk")
    func lostBeforeNaming() async throws {
        let plan = try await twoVolumes()
        let second = scene.folder["usb/mirror_000002.tar.partial"]
        let error = await #expect(throws: ArchiveSetError.self) {
            try await write(plan) { unsafe unlink(second) }
        }
        #expect(error?.path == second)
        #expect(try scene.files().keys.sorted() == ["mirror_000001.tar.partial"])
        #expect(try await scene.write(plan).isComplete)
        #expect(try scene.files().keys.sorted() == ["mirror_000001.tar", "mirror_000002.tar", "mirror_index.json"])
    }

    @Test("does not name what has another length than planned")
    func otherLength() async throws {
        let plan = try await twoVolumes()
        let second = scene.folder["usb/mirror_000002.tar.partial"]
        let error = await #expect(throws: ArchiveSetError.self) {
            try await write(plan) { unsafe truncate(second, 1_000_000) }
        }
        #expect(error?.message.contains("found 1000000 bytes") == true, "\(String(describing: error))")
        #expect(try scene.files().keys.allSatisfy { $0.hasSuffix(".partial") })
        #expect(try await scene.write(plan).isComplete, "what is too long is not believed")
    }

    @Test("takes a name from no other file")
    func takenName() async throws {
        let plan = try await twoVolumes()
        let (folder, first) = (scene.folder, "mirror_000001.tar")
        let error = await #expect(throws: ArchiveSetError.self) {
            try await write(plan) { _ = try? folder.write("other", to: "usb/\(first)") }
        }
        #expect(error?.message.contains("cannot get its name") == true, "\(String(describing: error))")
        #expect(try scene.files()[first] == Array("other".utf8))
    }

    @Test("leaves a file that another process writes, and removes it afterwards")
    func heldByAnother() async throws {
        let plan = try await twoVolumes()
        let other = try scene.folder.write("what another apply writes", to: "usb/mirror_000007.tar.partial")
        let file = unsafe open(other, O_RDWR)
        #expect(flock(file, LOCK_EX | LOCK_NB) == 0)
        #expect(try await scene.write(plan).isComplete)
        #expect(try scene.files()["mirror_000007.tar.partial"] == Array("what another apply writes".utf8))
        flock(file, LOCK_UN)
        close(file)
        try FileManager.default.removeItem(atPath: scene.folder["usb/mirror_index.json"])
        #expect(try await scene.write(plan).isComplete)
        #expect(try scene.files()["mirror_000007.tar.partial"] == nil)
    }

    @Test("has the end of a volume written last, so that a file grows with what is in it")
    func grows() async throws {
        let plan = try await twoVolumes()
        let usb = scene.usb
        let sizes = Guarded<[Int64]>([])
        try await write(plan) {
            for name in ["mirror_000001.tar.partial", "mirror_000002.tar.partial"] {
                let found = try? FileManager.default.attributesOfItem(atPath: "\(usb)/\(name)")[.size] as? Int64
                sizes.withLock { $0.append(found ?? 0) }
            }
        }
        let planned = try #require(plan.plan.archive).volumes.map(\.size)
        #expect(sizes.withLock { $0 }.count == 2)
        for (size, planned) in zip(sizes.withLock { $0 }, planned) {
            #expect(size <= planned - 1024 && size > planned - 2048, "\(size) of \(planned)")
        }
    }

    @Test("fetches the blobs of a volume as they lie in it, those of one size too")
    func inOrder() async throws {
        let images = try (1...6).map { ("a/image\($0)", try ArchiveScene.image(UInt64($0), length: 9000)) }
        let plan = try await scene.plan(images)
        #expect(try await scene.executor(plan, parallelism: 1).run(done: .nothing).isComplete)
        let volume = try #require(try scene.files()["mirror_000001.tar"])
        let fetched = try scene.upstream.log.filter { $0.hasPrefix("GET") && $0.contains("/blobs/") }
            .map { try Digest(String($0.split(separator: "/").last ?? "")) }
        let places = images.flatMap { $0.1.blobs }
            .sorted { left, right in
                let (left, right) = (fetched.firstIndex(of: left.key), fetched.firstIndex(of: right.key))
                return left ?? 0 < right ?? 0
            }
            .map { volume.firstRange(of: $0.value)?.lowerBound ?? -1 }
        #expect(places == places.sorted())
    }

    @Test("refuses a plan with a blob that no image needs, before anything is written")
    func idleBlob() async throws {
        var changed = try await scene.plan([("a/b", ArchiveScene.image(1, length: 1000))]).plan
        var blob = try #require(changed.blobs.first)
        blob.fields.digest = Digest(of: Array("nothing".utf8))
        changed.fields.blobs = (changed.blobs + [blob]).sorted { $0.digest < $1.digest }
        let plan = try PlanFile(changed)
        let error = await #expect(throws: StaleArchive.self) { try await scene.executor(plan).run(done: .nothing) }
        #expect(error?.message.contains("\(blob.digest), which none of its images has") == true)
        #expect(!FileManager.default.fileExists(atPath: scene.usb))
    }

    @Test("has nothing to write where nothing changed")
    func noChanges() async throws {
        let plan = try await scene.plan([])
        let outcome = try await scene.executor(plan).run(done: .nothing)
        #expect(outcome.isComplete && outcome.volumes == nil)
        #expect(!FileManager.default.fileExists(atPath: scene.usb))
    }
}
