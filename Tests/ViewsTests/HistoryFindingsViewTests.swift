// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import Plans
import Reviews
import Testing
import Views

@testable import ArchiveSets
@testable import Histories

@Suite("What came of comparing a history with volumes")
struct HistoryFindingsViewTests {
    private let carried = HistoryViewTests.set("one", volumes: [1], blobs: ["a"])

    private func found(checksum: Digest? = nil) -> FoundSet {
        let volume = FoundVolume(
            name: VolumeName(1),
            path: "/media/usb/mirror_000001.tar",
            size: 1024,
            blobs: [HistoryViewTests.digest("a")],
            written: Date(timeIntervalSince1970: 0),
            indexed: checksum
        )
        return FoundSet(plan: carried.plan, parts: 1, firstVolume: 1, file: nil, volumes: [volume])
    }

    private func view(_ sets: [CarriedSet], _ found: [FoundSet], isKnown: Bool = true) -> HistoryFindingsView {
        HistoryFindingsView(
            comparison: HistoryComparison(
                target: HistoryViewTests.target,
                history: ArchiveHistory(sets: sets),
                found: FoundVolumes(folders: ["/media/usb"], sets: found)
            ),
            isKnown: isKnown
        )
    }

    @Test("is two lines where they agree")
    func agree() {
        let view = view([carried], [found(checksum: carried.volumes[0].checksum)])
        #expect(view.findings.isEmpty)
        #expect(
            view.text(.plain, true) == """
                The history of file:///media/usb has 1 set: 1 with volumes in /media/usb, 0 carried away.
                Compared 1 volume: all match the history.

                """
        )
    }

    @Test("counts volumes whose checksum is in no index")
    func unproven() {
        #expect(
            view([carried], [found()]).text(.plain, true)
                .hasSuffix("\nNo index has the checksums of 1; read them with --read-all.\n")
        )
    }

    @Test("names sets that were carried away, and targets without a history")
    func away() {
        #expect(
            view([carried], []).text(.plain, true).contains("has 1 set: 0 with volumes in /media/usb, 1 carried away.")
        )
        #expect(
            view([], [], isKnown: false).text(.plain, true) == """
                There is no history of file:///media/usb.
                Compared 0 volumes: all match the history.

                """
        )
    }

    @Test("has four lines for each finding, and the same as JSON")
    func findings() throws {
        let view = view([carried], [found(checksum: HistoryViewTests.digest("other"))])
        let finding = try #require(view.findings.first)
        let text = view.text(.plain, true)
        #expect(
            text.hasPrefix(
                """
                wrong mirror_000001.tar of the set \(carried.plan.short)
                  found    \(finding.found)
                  expected \(finding.expected)
                  remedy   \(finding.remedy)

                """
            )
        )
        #expect(text.contains("Compared 1 volume: 1 finding.\n"))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(view.json().utf8)) as? [String: Any])
        #expect(object["sets"] as? Int == 1)
        #expect(object["present"] as? Int == 1)
        #expect(object["volumes"] as? Int == 1)
        #expect(object["unproven"] as? Int == 0)
        #expect(object["folders"] as? [String] == ["/media/usb"])
        #expect((object["findings"] as? [[String: Any]])?.map { $0["kind"] as? String } == [finding.kind.rawValue])
    }

    @Test(
        "names the volume and the set that a finding is about, as far as it is about one",
        arguments: [
            (nil, nil, "the history"), ("mirror_000001.tar", nil, "mirror_000001.tar"),
            (nil, HistoryViewTests.digest("one"), "the set \(HistoryViewTests.digest("one").short)"),
            (
                "m.tar", HistoryViewTests.digest("one"), "m.tar of the set \(HistoryViewTests.digest("one").short)"
            ),
        ] as [(String?, Digest?, String)]
    )
    func place(volume: String?, set: Digest?, place: String) {
        let finding = HistoryFinding(kind: .size, set: set, volume: volume, found: "a\u{7}", expected: "b", remedy: "c")
        #expect(
            finding.lines(.plain) == ["wrong \(place)", "  found    a\u{fffd}", "  expected b", "  remedy   c"]
        )
        #expect(finding.lines(TextStyle(usesColor: true))[0].hasPrefix("\u{1b}[31mwrong\u{1b}[0m "))
    }
}
