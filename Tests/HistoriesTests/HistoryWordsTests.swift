// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import Ledger
import OCI
import Plans
import TestSupport
import Testing

@testable import Histories

@Suite("What is said of histories")
struct HistoryWordsTests {
    private static let one = Sample.digest("one")

    @Test(
        "names volumes from the first to the last, or each where some lie between",
        arguments: [
            ([], "none"), ([3], "mirror_000003.tar"), ([3, 4, 5], "mirror_000003.tar to mirror_000005.tar"),
            ([3, 5], "mirror_000003.tar, mirror_000005.tar"),
            ([1, 2, 9], "mirror_000001.tar, mirror_000002.tar, mirror_000009.tar"),
        ]
    )
    func spans(numbers: [Int], text: String) {
        #expect(Sample.record(Self.one, numbers).span == text)
        #expect(Sample.comparison([]).list(numbers) == text)
    }

    @Test func `counts blobs and names the first of several digests`() {
        let comparison = Sample.comparison([])
        #expect(comparison.more(Self.one, 1) == "\(Self.one)")
        #expect(comparison.more(Self.one, 3) == "\(Self.one) and 2 more")
        #expect(comparison.command == "mirror history repair --to file:///media/usb")
        #expect(
            Sample.record(Self.one, [1, 2]).summary
                == "\(Self.one.short), mirror_000001.tar to mirror_000002.tar of 1.0 KiB, 2 blobs and manifests"
        )
    }

    @Test(
        "can be put right by the volumes only where these tell how",
        arguments: [
            (HistoryFinding.Kind.unknownSet, "unknown-set", true), (.incompleteSet, "incomplete-set", false),
            (.otherTarget, "other-target", false), (.volumes, "volumes", true), (.size, "size", true),
            (.checksum, "checksum", true),
            (.blobs, "blobs", true), (.numbers, "numbers", false), (.damaged, "damaged", false),
            (.index, "index", false),
        ]
    )
    func repairable(kind: HistoryFinding.Kind, name: String, isRepairable: Bool) {
        let finding = HistoryFinding(kind: kind, set: nil, found: "", expected: "", remedy: "")
        #expect(finding.isRepairable == isRepairable)
        #expect(kind.rawValue == name)
    }

    @Test(
        "is told with what helps",
        arguments: [
            (.unpacked(path: "/a"), "/a: an unpacked archive has no volumes, so it has no history\n"),
            (.foreign(path: "/a/x.tar"), "/a/x.tar: mirror did not write this volume, so it is in no history\n"),
            (.noManifest(one), "no folder has \(one)"),
        ] as [(HistoryFolderError, String)]
    )
    func folders(error: HistoryFolderError, text: String) { #expect(error.description.hasPrefix(text)) }

    @Test func `names the first three volumes that cannot be read`() {
        let lost = (1...5).map { LostVolume(name: VolumeName($0), plan: nil, reason: "it is cut", blobs: nil) }
        let lines = HistoryFolderError.unreadable(path: "/a", lost: lost).description.split(separator: "\n")
        #expect(
            lines.map(String.init) == ["/a: none of its volumes can be read"]
                + (1...3).map { "\(VolumeName($0)): it is cut" }
                + ["Copy the volumes again from where the archive was made."]
        )
    }

    @Test(
        "is told why an index is not written",
        arguments: [
            (
                .unpacked(folder: "/a"),
                "/a: an unpacked archive has no volumes, so it has no index\n"
            ),
            (
                .foreign(folder: "/a"),
                "/a: mirror did not write its volumes, so they have no index\nThey are read without one."
            ),
            (
                .changed(folder: "/a"),
                "/a: the volumes changed while they were read\nRun the same command again."
            ),
            (.unwritten(ArchiveSetError(path: "/a/i", message: "no space")), "/a/i: no space\nFix the problem"),
        ] as [(IndexRewritingError, String)]
    )
    func index(error: IndexRewritingError, text: String) { #expect(error.description.hasPrefix(text)) }

    @Test func `is told why a history cannot be repaired`() {
        let none = HistoryRepairError.noSets(target: "file:///my usb", folders: ["/a", "/b"])
        #expect(
            none.description == """
                file:///my usb has no history, and there is no set in /a, /b to make one from
                Name the folders that its volumes are in: mirror history repair --to 'file:///my usb' FOLDER
                """
        )
        let problem = LedgerError(path: "ledger/x.json", message: "it is odd")
        let text = HistoryRepairError.unreadable(target: "file:///usb", problem: problem).description
        #expect(text.hasPrefix("\(problem)\n"))
        #expect(text.hasSuffix("mirror history repair --to file:///usb --replace"))
        #expect(
            HistoryRepairError.notCommitted(path: "p", problem: Explanation("q")).description.hasPrefix(
                "the repaired ledger p is not committed: q\n"
            )
        )
        #expect("\(HistoryArchiveError.none(root: "/r"))".hasPrefix("no archive has a history in /r\n"))
    }

    @Test(
        "counts what a repair did, the word for sets once",
        arguments: [
            ([1], [], [], "1 set added"), ([1], [2], [], "1 set added, 1 corrected"),
            ([], [], [1, 2], "2 sets forgotten"),
        ]
            as [([Int], [Int], [Int], String)]
    )
    func summaries(added: [Int], corrected: [Int], forgotten: [Int], text: String) async throws {
        func record(_ number: Int) -> CarriedSet { Sample.record(Sample.digest("set \(number)"), [number]) }
        var ledger = TargetLedger(target: Sample.target)
        ledger.serial = 3
        ledger.archive = ArchiveHistory(sets: (corrected + forgotten).map(record))
        var repair = HistoryRepair(ledger)
        for number in forgotten { try repair.forget(record(number).plan.hex) }
        var found = corrected.map { number in
            Sample.set(
                record(number).plan,
                [Sample.volume(number, size: 1024, indexed: "sum \(number)")],
                first: number
            )
        }
        for number in added {
            let file = try Sample.file("new \(number)")
            var set = Sample.set(file.id, [Sample.volume(number, indexed: "sum \(number)")], first: number)
            set.file = file
            found.append(set)
        }
        if !found.isEmpty {
            let comparison = Sample.comparison(found, repair.history.sets)
            try await repair.take(comparison) { _, _ in [] }
        }
        #expect(repair.summary == text)
        #expect(repair.hasChanges)
        #expect(repair.result.serial == ledger.serial + 1)
        #expect(repair.details.split(separator: "\n").count == added.count + corrected.count + forgotten.count)
    }
}

@Suite("Records of sets that are compared with what is found")
struct ComparisonPropertyTests {
    @Test(arguments: 0..<40) func `agree with volumes that they were made from, and with no others`(seed: UInt64) throws
    {
        var generator = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...4, using: &generator)
        let plan = Sample.digest("plan \(seed)")
        let volumes = (1...count).map { number in
            Sample.volume(
                number,
                size: Int64.random(in: 1...9999, using: &generator),
                blobs: (0..<Int.random(in: 0...3, using: &generator)).map { "blob \(number) \($0)" },
                indexed: "sum \(number)"
            )
        }
        let set = Sample.set(plan, volumes)
        let record = try #require(set.record())
        #expect(Sample.comparison([set], [record]).findings.isEmpty)
        // A part of it that was carried away is no contradiction.
        let left = volumes.filter { _ in Bool.random(using: &generator) }
        if !left.isEmpty, left.first?.name == volumes.first?.name {
            #expect(Sample.comparison([Sample.set(plan, left, parts: count)], [record]).findings.isEmpty)
        }
        // Each change is found, and the correction of the record ends it.
        let place = Int.random(in: 0..<count, using: &generator)
        var changed = volumes
        let old = volumes[place]
        changed[place] = Sample.volume(old.name.number, size: old.size + 1, blobs: ["other"], indexed: "other")
        let comparison = Sample.comparison([Sample.set(plan, changed)], [record])
        #expect(Set(comparison.findings.map(\.kind)).isSuperset(of: [.size, .checksum, .blobs]))
        let corrected = try #require(comparison.corrections.first.flatMap { $0.set.record(correcting: $0.old) })
        #expect(Sample.comparison([Sample.set(plan, changed)], [corrected]).findings.isEmpty)
    }
}
