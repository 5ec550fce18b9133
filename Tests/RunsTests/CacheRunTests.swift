// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import Layouts
import OCI
import Plans
import Scheduling
import TestSupport
import Testing

@testable import Runs

@Suite("Runs over the cache")
struct CacheRunTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func place(ocMirror: String? = nil) -> CachePlace {
        CachePlace(root: folder["cache"], ocMirror: ocMirror.map { BlobStore(root: folder[$0]) }) { _ in }
    }

    private func path(_ digest: Digest) -> String {
        "docker/registry/v2/blobs/sha256/\(digest.hex.prefix(2))/\(digest.hex)/data"
    }

    /// Keeps a blob, with other bytes if it is to be wrong, and returns its digest.
    @discardableResult
    private func keep(_ text: String, as bytes: String? = nil, in root: String = "cache") throws -> Digest {
        let digest = Digest(of: Array(text.utf8))
        try folder.write(bytes ?? text, to: "\(root)/\(path(digest))")
        return digest
    }

    private func holds(_ digest: Digest) -> Bool {
        FileManager.default.fileExists(atPath: folder["cache/\(path(digest))"])
    }

    private func verify(repairing patience: Duration? = nil) async throws -> (VerifiedCache, [Int]) {
        let counted = Guarded<[Int]>([])
        let verification = CacheVerification(of: place()) { number, all in counted.withLock { $0 += [number, all] } }
        return (try await verification.run(repairing: patience), counted.withLock { $0 })
    }

    @Test("tell nothing of a cache that is not there, and make none")
    func absent() async throws {
        let contents = try await CacheContents.read(at: place())
        #expect(!contents.exists && contents.inventory.files.isEmpty && contents.ocMirror == nil)
        #expect(try await verify().0 == VerifiedCache(files: [], faults: []))
        let trimmed = try await TrimmedCache.trim(
            place(),
            by: CacheTrimming(everything: true),
            waiting: .zero,
            isDryRun: false
        )
        #expect(trimmed.files.isEmpty && trimmed.removed.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: folder["cache"]))
    }

    @Test("tell what is kept, and what oc-mirror keeps beside it")
    func contents() async throws {
        try keep("four")
        try keep("seventy", in: "theirs")
        try folder.write("x", to: "cache/docker/registry/v2/blobs/readme")
        let contents = try await CacheContents.read(at: place(ocMirror: "theirs"))
        #expect(contents.root == folder["cache"] && contents.exists)
        #expect(contents.inventory.files.map(\.size) == [4] && contents.inventory.others.count == 1)
        #expect(contents.ocMirror?.root == folder["theirs"])
        #expect(contents.ocMirror?.blobs.count == 1 && contents.ocMirror?.blobs.bytes == 7)
    }

    @Test("find files that are not what they should be, and leave them where nobody repairs")
    func verifies() async throws {
        let (good, bad) = (try keep("good"), try keep("bad", as: "worse"))
        let (verified, counted) = try await verify()
        #expect(verified.files.count == 2 && verified.faults.map(\.file.name) == [path(bad)])
        #expect(!verified.isWhole && !verified.areRemoved)
        #expect(counted.count == 4 && counted.max() == 2)
        #expect(holds(good) && holds(bad))
    }

    @Test("remove what is wrong, and only that, where it is repaired")
    func repairs() async throws {
        let (good, bad) = (try keep("good"), try keep("bad", as: "worse"))
        let (verified, _) = try await verify(repairing: .zero)
        #expect(verified.faults.map(\.file.name) == [path(bad)] && verified.areRemoved && verified.isWhole)
        #expect(holds(good) && !holds(bad))
        #expect(try await verify(repairing: .zero).0.faults.isEmpty)
    }

    @Test("remove nothing while somebody uses the cache")
    func inUse() async throws {
        let bad = try keep("bad", as: "worse")
        let user = try await place().open()
        for attempt in 0..<2 {
            let error = await #expect(throws: CachePlaceError.self) {
                if attempt == 0 {
                    _ = try await verify(repairing: .zero)
                } else {
                    _ = try await TrimmedCache.trim(
                        place(),
                        by: CacheTrimming(everything: true),
                        waiting: .zero,
                        isDryRun: false
                    )
                }
            }
            guard case .inUse(let root, _) = error else {
                Issue.record("\(error as Any)")
                continue
            }
            #expect(root == folder["cache"])
        }
        #expect(holds(bad) && user.exists)
        let dry = try await TrimmedCache.trim(
            place(),
            by: CacheTrimming(everything: true),
            waiting: .zero,
            isDryRun: true
        )
        #expect(dry.isDryRun && dry.removed.map(\.name) == [path(bad)] && holds(bad))
    }

    @Test("trim by the rule, and tell what lay there and what went")
    func trims() async throws {
        // The older one goes first.
        let large = try keep("1234567890")
        let small = try keep("1")
        let trimmed = try await TrimmedCache.trim(
            place(),
            by: CacheTrimming(limit: 5),
            waiting: .zero,
            isDryRun: false
        )
        #expect(trimmed.files.count == 2 && trimmed.removed.map(\.name) == [path(large)])
        #expect(holds(small) && !holds(large))
    }

    @Test("leave a file, and the storage of a registry, as they are")
    func foreign() async throws {
        try folder.write("I am a file", to: "cache")
        await #expect(throws: CachePlaceError.file(root: folder["cache"])) {
            _ = try await CacheContents.read(at: place())
        }
        try FileManager.default.removeItem(atPath: folder["cache"])
        try folder.write("x", to: "cache/docker/registry/v2/repositories/a/_layers/x")
        let runs: [() async throws -> Void] = [
            { _ = try await CacheContents.read(at: place()) }, { _ = try await verify() },
            { _ = try await place().open() }, { _ = try await place().lockForRemoving(waiting: .zero) },
        ]
        for run in runs { await #expect(throws: CachePlaceError.registry(root: folder["cache"])) { try await run() } }
    }

    @Test("remove what is about deleted images, as their plan lists it")
    func removal() async throws {
        let (gone, kept) = (try keep("gone"), try keep("kept"))
        func remove(_ names: [String]) async throws -> CacheRemoval.Outcome {
            try await CacheRemoval(of: names.map { CachedEntry(name: $0, size: 4) }, from: place()).run()
        }
        #expect(try await remove([]) == .none)
        guard case .removed(let amount) = try await remove([path(gone), "docker/registry/v2/blobs/none"]) else {
            Issue.record("nothing was removed")
            return
        }
        #expect(amount.count == 1 && amount.bytes == 4)
        #expect(!holds(gone) && holds(kept))
    }

    @Test("open the cache for a run at once, or not at all")
    func openIfFree() async throws {
        #expect(try await place().openIfFree() == nil)
        #expect(!FileManager.default.fileExists(atPath: folder["cache"]))
        try keep("x")
        let first = try await place().openIfFree()
        #expect(first != nil && place().stores.isEmpty)
        #expect(place(ocMirror: "theirs").stores.map(\.root) == [folder["theirs"]])
    }
}
