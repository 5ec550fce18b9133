// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import Plans
import Reviews
import Testing
import Views

@testable import Histories

@Suite("The history of an archive as it is shown")
struct HistoryViewTests {
    static let target = "file:///media/usb"

    static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    static func set(_ name: String, volumes: [Int], blobs: [String]) -> CarriedSet {
        CarriedSet(
            plan: digest(name),
            finished: "2026-11-2\(volumes[0])T10:00:00Z",
            volumes: volumes.map { .init(number: $0, size: 1024, checksum: digest("volume \($0)")) },
            blobs: blobs.map(digest).sorted()
        )
    }

    private let one = set("one", volumes: [1, 2], blobs: ["a", "b"])
    private let two = set("two", volumes: [3], blobs: ["b", "c"])

    private func view(_ sets: [CarriedSet], forgotten: [CarriedSet] = [], of target: String? = target) -> HistoryView {
        HistoryView(
            ShownHistory(
                target: target,
                root: "/srv",
                history: ArchiveHistory(sets: sets, forgotten: forgotten),
                configurations: [one.plan: "isc.yaml"]
            )
        )
    }

    @Test("is one sentence where there is none")
    func none() {
        #expect(
            view([], of: nil).text(.plain, true) == "No archive has a history in /srv: no set was finished yet.\n"
        )
        #expect(
            view([], of: "file://my usb").text(.plain, true) == """
                file://my usb has no history in /srv: no set was finished yet.
                If volumes of it exist, add them: mirror history repair --to 'file://my usb' FOLDER

                """
        )
    }

    @Test("has a line for each set, and counts different blobs once")
    func sets() {
        let (first, second) = (one.plan.short, two.plan.short)
        #expect(
            view([one, two]).text(.plain, true)
                == """
                file:///media/usb
                finished              plan          volumes               size     blobs and manifests  configuration
                2026-11-21T10:00:00Z  \(first)  \(one.span)  2.0 KiB  2                    isc.yaml
                2026-11-23T10:00:00Z  \(second)  \(padded(two.span, one.span))  1.0 KiB  2
                2 sets, 3 volumes of 3.0 KiB, 3 different blobs and manifests

                """.replacing("volumes               size", with: "\(padded("volumes", one.span))  size")
        )
    }

    private func padded(_ text: String, _ other: String) -> String {
        text.padding(toLength: max(text.count, other.count), withPad: " ", startingAt: 0)
    }

    @Test("lists apart what never arrived")
    func forgotten() {
        let text = view([one], forgotten: [two]).text(.plain, true)
        #expect(text.contains("1 set, 2 volumes of 2.0 KiB, 1 different blobs and manifests\n"))
        #expect(text.contains("\n\nForgotten, because they never arrived:\n"))
        #expect(text.contains(two.plan.short))
        #expect(view([], forgotten: [two]).text(.plain, true).contains("0 sets, 0 volumes of 0 B"))
    }

    @Test("is the same as JSON")
    func json() throws {
        let text = try view([one, two], forgotten: [two]).json()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["target"] as? String == Self.target)
        #expect(object["volumes"] as? Int == 3)
        #expect(object["bytes"] as? Int == 3072)
        let sets = try #require(object["sets"] as? [[String: Any]])
        #expect(sets.map { $0["plan"] as? String } == [one.plan.description, two.plan.description])
        #expect(sets.map { $0["configuration"] as? String } == ["isc.yaml", nil])
        let volumes = try #require(sets[0]["volumes"] as? [[String: Any]])
        #expect(volumes.map { $0["name"] as? String } == ["mirror_000001.tar", "mirror_000002.tar"])
        #expect(volumes.map { $0["size"] as? Int } == [1024, 1024])
        #expect((object["forgotten"] as? [Any])?.count == 1)
    }
}
