// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Reviews
import Runs
import TestSupport
import Testing
import Views

@testable import Cache

@Suite("A cache as it is shown")
struct CacheViewTests {
    private static let digest = Digest(of: Array("blob".utf8))

    private static func file(_ name: String, _ size: Int64) throws -> CachedFile {
        CachedFile(
            kind: try #require(CachedFile.Kind(name)),
            name: name,
            size: size,
            lastUse: Date(timeIntervalSince1970: 0)
        )
    }

    private static func blob(_ text: String, _ size: Int64) throws -> CachedFile {
        let digest = Digest(of: Array(text.utf8))
        return CachedFile(
            kind: .blob(digest),
            name: "docker/registry/v2/blobs/sha256/\(digest.hex.prefix(2))/\(digest.hex)/data",
            size: size,
            lastUse: Date(timeIntervalSince1970: 0)
        )
    }

    private static func graph(_ size: Int64) throws -> CachedFile {
        try file("mirror/graphs/\(digest.hex)/\(digest.hex).json", size)
    }

    private static func draft(_ size: Int64) throws -> CachedFile {
        CachedFile(kind: .draft, name: "mirror/drafts/x", size: size, lastUse: Date(timeIntervalSince1970: 0))
    }

    private func contents(
        _ files: [CachedFile],
        others: Int64? = nil,
        exists: Bool = true,
        ocMirror: Bool = false
    ) -> CacheContents {
        var amount = CacheInventory.Amount()
        if let others { amount.add(others) }
        var blobs = CacheInventory.Amount()
        blobs.add(7)
        return CacheContents(
            root: "/c",
            exists: exists,
            inventory: CacheInventory(files: files, others: amount),
            ocMirror: ocMirror ? .init(root: "/o", blobs: blobs) : nil
        )
    }

    @Test("is empty where no run has kept anything yet")
    func none() throws {
        let view = CacheView(contents([], exists: false))
        #expect(view.text(.plain, false) == "The cache is /c: nothing is stored there yet\n")
    }

    @Test("counts each kind of file, unfinished files, foreign files, and oc-mirror's blobs")
    func all() throws {
        let files = [try Self.blob("a", 1024), try Self.blob("b", 1024), try Self.draft(5)]
        let text = CacheView(contents(files, others: 9, ocMirror: true)).text(.plain, false)
        #expect(
            text == """
                The cache is /c: 2.0 KiB
                  2 blobs, 2.0 KiB
                  0 layers read from catalogs
                  0 layers built for catalogs
                  0 charts of Helm
                  0 answers of update services
                  0 release payloads as read
                  0 signatures of releases
                  1 unfinished, of running or killed runs, 5 B
                There is also 1 file that mirror did not make: 9 B
                oc-mirror's cache, which is only read, is /o: 1 blob, 7 B

                """
        )
    }

    @Test("says one and several in words")
    func words() throws {
        let text = CacheView(contents([try Self.blob("a", 1)])).text(.plain, false)
        #expect(text.contains("  1 blob, 1 B\n"))
        #expect(!text.contains("There is also"))
        #expect(!text.contains("left behind"))
    }

    @Test("has the same numbers as JSON")
    func json() throws {
        let files = [try Self.blob("a", 1024), try Self.draft(5)]
        let text = try CacheView(contents(files, others: 9, ocMirror: true)).json()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["path"] as? String == "/c")
        #expect(object["bytes"] as? Int == 1029)
        #expect((object["blobs"] as? [String: Int]) == ["count": 1, "bytes": 1024])
        #expect((object["drafts"] as? [String: Int]) == ["count": 1, "bytes": 5])
        #expect((object["others"] as? [String: Int]) == ["count": 1, "bytes": 9])
        let store = try #require(object["oc_mirror"] as? [String: Any])
        #expect(store["path"] as? String == "/o")
        let kinds = CachedDocument.Kind.allCases.map(\.rawValue)
        #expect(Set((object["documents"] as? [String: Any] ?? [:]).keys) == Set(kinds))
        #expect(
            try JSONSerialization.jsonObject(with: Data(CacheView(contents([])).json().utf8)) as? [String: Any] != nil
        )
    }

    // Verifying

    private func verified(_ faults: Int, removed: Bool = false, unproven: Bool = false) throws -> VerifiedCache {
        let files = [try Self.blob("a", 1024), try Self.blob("b", 1024)] + (unproven ? [try Self.draft(9)] : [])
        return VerifiedCache(
            files: files,
            faults: files.prefix(faults).map {
                CacheFault(file: $0, path: "/c/\($0.name)", found: "sha256:x", expected: "sha256:y")
            },
            areRemoved: removed
        )
    }

    @Test("is verified in one line where nothing is wrong")
    func whole() throws {
        #expect(try verified(0).isWhole)
        let text = CacheFaultView(try verified(0)).text(.plain, false)
        #expect(text == "Read 2 files, 2.0 KiB: all are intact.\n")
        let rest = CacheFaultView(try verified(0, unproven: true)).text(.plain, false)
        #expect(
            rest == "Read 2 files, 2.0 KiB: all are intact. "
                + "1 more have no digest to compare; they are checked when they are used.\n"
        )
    }

    @Test("names each file that is wrong, and how to remove it")
    func wrong() throws {
        let one = try verified(1)
        #expect(!one.isWhole)
        #expect(
            CacheFaultView(one).text(.plain, false) == """
                wrong /c/\(one.files[0].name)
                  found    sha256:x
                  expected sha256:y
                Read 2 files, 2.0 KiB: 1 damaged.
                Damaged files are never used. Remove them with: mirror cache verify --repair

                """
        )
        let removed = try verified(2, removed: true)
        #expect(removed.isWhole)
        let text = CacheFaultView(removed).text(.plain, false)
        #expect(text.hasPrefix("removed /c/"))
        #expect(!text.contains("--repair"))
        #expect(text.hasSuffix("Read 2 files, 2.0 KiB: 2 damaged.\n"))
    }

    @Test("is verified as JSON with the same faults")
    func faults() throws {
        for (count, removed) in [(0, false), (1, false), (2, true)] {
            let text = try CacheFaultView(try verified(count, removed: removed, unproven: true)).json()
            let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            #expect(object["verified"] as? Int == 2)
            #expect(object["unproven"] as? Int == 1)
            #expect(object["bytes"] as? Int == 2048)
            let faults = try #require(object["faults"] as? [[String: Any]])
            #expect(faults.count == count)
            #expect(faults.allSatisfy { $0["removed"] as? Bool == removed && $0["expected"] as? String == "sha256:y" })
        }
    }

    // Trimming

    @Test(
        "is trimmed, or would be, by so many files",
        arguments: [
            (0, false, "Nothing to remove; 2 files, 2.0 KiB, stay in /c\n"),
            (0, true, "Nothing to remove; 2 files, 2.0 KiB, would stay in /c\n"),
            (1, false, "Removed 1 file, 1.0 KiB; 1 file, 1.0 KiB, stays in /c\n"),
            (1, true, "Would remove 1 file, 1.0 KiB; 1 file, 1.0 KiB, would stay in /c\n"),
            (2, false, "Removed 2 files, 2.0 KiB; 0 files, 0 B, stay in /c\n"),
        ]
    )
    func trimmed(count: Int, dryRun: Bool, sum: String) throws {
        let files = [try Self.blob("a", 1024), try Self.blob("b", 1024)]
        let trimmed = TrimmedCache(root: "/c", files: files, removed: Array(files.prefix(count)), isDryRun: dryRun)
        let verb = dryRun ? "would remove" : "removed"
        let lines = files.prefix(count).map { "\(verb) \($0.name), 1.0 KiB\n" }
        #expect(CacheTrimView(trimmed).text(.plain, false) == lines.joined() + sum)
        let text = try CacheTrimView(trimmed).json()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["dry_run"] as? Bool == dryRun)
        #expect(object["bytes_removed"] as? Int == count * 1024)
        #expect(object["bytes_left"] as? Int == (2 - count) * 1024)
        #expect((object["removed"] as? [Any])?.count == count)
    }
}
