// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import Testing

@Suite("What archives carried")
struct ArchiveHistoryTests {
    private static func digest(_ number: UInt8) -> Digest { Digest(of: [number]) }

    /// A set of one volume; its plan has the number of the volume.
    private static func set(_ number: UInt8, _ blobs: UInt8...) -> CarriedSet {
        CarriedSet(
            plan: digest(100 + number),
            finished: "2026-11-0\(number)T00:00:00Z",
            volumes: [.init(number: Int(number), size: 1, checksum: digest(number))],
            blobs: blobs.map(digest).sorted()
        )
    }

    /// The numbers of those digests that count as carried.
    private func carried(_ history: ArchiveHistory, before day: String? = nil) -> [UInt8] {
        let carried = history.carried(before: day)
        return (0..<10).filter { carried.contains(Self.digest($0)) }
    }

    @Test("is all that the sets say, or those before a day")
    func carried() {
        let history = ArchiveHistory(sets: [Self.set(1, 1, 2), Self.set(2, 3)])
        #expect(carried(history) == [1, 2, 3])
        #expect(carried(history, before: "2026-11-02") == [1, 2])
        #expect(history.lastVolume == 2)
    }

    @Test("is not what a forgotten set brought, though an earlier one had it, but what a later one brought again")
    func forgotten() {
        let history = ArchiveHistory(
            sets: [Self.set(1, 1, 2, 3), Self.set(3, 3, 5)],
            forgotten: [Self.set(2, 2, 3, 4)]
        )
        #expect(carried(history) == [1, 3, 5])
        #expect(carried(history, before: "2026-11-03") == [1])
        #expect(ArchiveHistory(forgotten: [Self.set(2, 2)]).lastVolume == 2)
        #expect(history.adding(Self.set(2, 2)).forgotten.isEmpty)
        #expect(history.adding(Self.set(2, 2)).sets.map(\.firstVolume) == [1, 2, 3])
    }

    @Test("before a day is not what was completed since then, whose old parts were there")
    func completed() {
        // An index, its first image, and the second one that came later with the index.
        let history = ArchiveHistory(sets: [Self.set(1, 1, 2), Self.set(2, 1, 3)])
        #expect(carried(history, before: "2026-11-02") == [2])
    }

    @Test("is read from ledgers that know nothing of forgotten sets, and written so as long as there are none")
    func coding() throws {
        let history = ArchiveHistory(sets: [Self.set(1, 1)])
        let bytes = try JSONEncoder().encode(history)
        #expect(!String(decoding: bytes, as: UTF8.self).contains("forgotten"))
        #expect(try JSONDecoder().decode(ArchiveHistory.self, from: bytes) == history)
        let both = ArchiveHistory(sets: [Self.set(1, 1)], forgotten: [Self.set(2, 2)])
        #expect(try JSONDecoder().decode(ArchiveHistory.self, from: JSONEncoder().encode(both)) == both)
    }

    @Test("is counted once more by a repair, and the plan that was interrupted may not carry on")
    func counting() {
        var ledger = TargetLedger(target: "file:///media/usb")
        ledger.serial = 3
        ledger.lastPlan = Self.digest(1)
        #expect(ledger.countingRepair().lastPlan == Self.digest(1))
        ledger.lastPlanIsComplete = false
        #expect(ledger.countingRepair().serial == 4)
        #expect(ledger.countingRepair().lastPlan == nil)
    }
}
