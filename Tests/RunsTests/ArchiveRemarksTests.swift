// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import TestSupport
import Testing

@testable import Runs

@Suite("The folder that an archive is written to")
struct ArchiveRemarksTests {
    private static let set = CarriedSet(
        plan: Digest(of: Array("plan".utf8)),
        finished: "2026-01-01T00:00:00Z",
        volumes: (1...3).map { .init(number: $0, size: 1, checksum: Digest(of: [])) },
        blobs: []
    )

    /// A ledger in which the archive has three volumes, or none.
    private func ledger(carried: Bool) -> TargetLedger {
        var ledger = TargetLedger(target: "file:///usb")
        if carried { ledger.archive = ArchiveHistory(sets: [Self.set]) }
        return ledger
    }

    /// Whether something was carried before, the files that are there, and what the remarks say.
    @Test(
        "is told of where it looks other than the history says",
        arguments: [
            (false, [], []),
            (false, ["README", "mirror_index.json"], []),
            (true, ["mirror_000001.tar"], []),
            (true, ["mirror_000001.tar", "mirror_000002.tar", "mirror_000003.tar"], []),
            (true, [], ["has none of the volumes up to mirror_000003.tar"]),
            (true, ["README"], ["has none of the volumes up to mirror_000003.tar"]),
            (false, ["mirror_000007.tar"], ["has mirror_000007.tar, which the history of file:///usb does not know"]),
            (true, ["mirror_000002.tar", "mirror_000004.tar"], ["has mirror_000004.tar, which the history"]),
            (false, ["mirror_000001.tar.partial"], ["has mirror_000001.tar.partial, left by an apply"]),
            (
                false, ["mirror_000002.tar.partial", "notes.partial", "mirror_000001.tar.partial"],
                ["has mirror_000001.tar.partial and 1 more, left by an apply"]
            ),
            (true, ["mirror_000004.tar.partial"], ["left by an apply", "has none of the volumes"]),
        ] as [(Bool, [String], [String])]
    )
    func remarks(carried: Bool, names: [String], expected: [String]) {
        let folder = TargetFolder(path: "/usb", names: names)
        let found = ArchiveRemarks(on: folder, ledger(carried: carried)).all
        #expect(found.count == expected.count, "\(found)")
        for (remark, part) in zip(found, expected) {
            #expect(remark.hasPrefix("/usb has "))
            #expect(remark.contains(part), "\(remark)")
        }
    }

    @Test("forgotten sets are known, and their volumes are not foreign")
    func forgotten() {
        var ledger = ledger(carried: false)
        ledger.archive = ArchiveHistory(forgotten: [Self.set])
        let folder = TargetFolder(path: "/usb", names: ["mirror_000002.tar"])
        #expect(ArchiveRemarks(on: folder, ledger).all.isEmpty)
    }

    /// The path, the files, whether it would be there at the root, and whether that is asked about.
    @Test(
        "is asked about where a slash was probably forgotten",
        arguments: [
            ("mnt/usb", [], true, true), ("mnt/usb", [], false, false), ("/mnt/usb", [], true, false),
            ("mnt/usb", ["README"], true, false),
        ] as [(String, [String], Bool, Bool)]
    )
    func slash(path: String, names: [String], isAtRoot: Bool, isAsked: Bool) {
        let folder = TargetFolder(path: path, names: names, isAtRoot: isAtRoot)
        let remarks = ArchiveRemarks(on: folder, ledger(carried: false)).all
        #expect(
            remarks
                == (isAsked ? ["mnt/usb is relative to the current folder; did you mean file:///mnt/usb?"] : [])
        )
    }

    @Test(
        "numbers go on behind the history and behind whatever is there",
        arguments: [
            (false, [], 1), (true, [], 4), (true, ["mirror_000002.tar"], 4), (false, ["mirror_000007.tar"], 8),
            (true, ["mirror_000007.tar", "x.tar"], 8), (false, ["mirror_000007.tar.partial"], 1),
        ] as [(Bool, [String], Int)]
    )
    func numbers(carried: Bool, names: [String], expected: Int) throws {
        let folder = TargetFolder(path: "/usb", names: names)
        #expect(try folder.firstVolume(after: ledger(carried: carried).archive) == expected)
    }

    @Test("has no room for a number behind the last one")
    func lastNumber() {
        let folder = TargetFolder(path: "/usb", names: ["mirror_999999999.tar"])
        let error = #expect(throws: NoVolumeNumberLeft.self) { try folder.firstVolume(after: nil) }
        #expect(error?.description.hasPrefix("/usb: no volume number is left after mirror_999999999.tar\n") == true)
    }
}
