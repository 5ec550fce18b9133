// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Testing

@testable import Histories

@Suite("Verifying a history")
struct VerificationTests {
    private let plan = Sample.digest("one")

    @Test(
        "reads a volume where its index and the record disagree, or where all are to be read",
        arguments: [
            (String?.none, false, false), ("sum 1", false, false), ("other", false, true),
            (nil, true, true), ("sum 1", true, true),
        ]
    )
    func isRead(indexed: String?, readsAll: Bool, isRead: Bool) {
        let verification = HistoryVerification(
            of: HistoryArchive(target: Sample.target, folder: "/media/usb"),
            ArchiveHistory(sets: [Sample.record(plan, [1])]),
            isKnown: true,
            readsAll: readsAll
        )
        let volume = Sample.volume(1, indexed: indexed)
        #expect(verification.isRead(volume, of: Sample.set(plan, [volume])) == isRead)
        // What the history does not know has nothing to disagree with.
        #expect(verification.isRead(volume, of: Sample.set(Sample.digest("two"), [volume])) == readsAll)
    }

    @Test(
        "is for the only archive that has a history",
        arguments: [([], nil), (["a.example"], nil), (["a.example", "file://usb"], "file://usb")]
    )
    func only(targets: [String], archive: String?) throws {
        #expect(try HistoryArchive.only(of: targets) == archive)
    }

    @Test("asks which archive is meant where there are several")
    func several() throws {
        let error = try #require(throws: HistoryArchiveError.self) {
            try HistoryArchive.only(of: ["file://a", "b.example", "file://c"])
        }
        #expect(
            "\(error)" == """
                several archives have a history: file://a, file://c
                Choose one with `--to file://a` or in MIRROR_TO.
                """
        )
    }
}
