// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Plans
import TestSupport
import Testing

@Suite("A set that was carried")
struct CarriedSetTests {
    @Test(
        "has as many bytes as its volumes together, and never more than a number can say",
        arguments: [([], 0), ([0], 0), ([1, 2, 3], 6), ([.max, 1], .max), ([1, .max, 5], .max), ([.max], .max)]
            as [([Int64], Int64)]
    )
    func sums(sizes: [Int64], sum: Int64) { #expect(CarriedSet.sum(sizes) == sum) }

    @Test(
        "knows its first and its last volume, whatever the order of a record that was edited",
        arguments: [([], 0, 0), ([3], 3, 3), ([3, 4, 5], 3, 5), ([5, 3, 4], 3, 5)] as [([Int], Int, Int)]
    )
    func bounds(numbers: [Int], first: Int, last: Int) {
        let set = LedgerValues.set("one", numbers)
        #expect((set.firstVolume, set.lastVolume) == (first, last))
        #expect(set.bytes == Int64(numbers.count) * 512)
    }

    @Test(
        "is older by its number, and only between equal numbers by its time",
        arguments: [
            (1, "2026-01-02T00:00:00Z", 2, "2026-01-01T00:00:00Z", true),
            (2, "2026-01-01T00:00:00Z", 1, "2026-01-02T00:00:00Z", false),
            (1, "2026-01-01T00:00:00Z", 1, "2026-01-02T00:00:00Z", true),
            (1, "2026-01-01T00:00:00Z", 1, "2026-01-01T00:00:00Z", false),
        ]
    )
    func order(first: Int, earlier: String, second: Int, later: String, isOlder: Bool) {
        let sets = (LedgerValues.set("one", [first], at: earlier), LedgerValues.set("two", [second], at: later))
        #expect(CarriedSet.isOlder(sets.0, sets.1) == isOlder)
    }

    @Test func `is added in the place of an earlier record of it, and is not forgotten any more`() {
        let (one, two, three) = (
            LedgerValues.set("one", [1]), LedgerValues.set("two", [2]), LedgerValues.set("three", [3])
        )
        let history = ArchiveHistory(sets: [one, three], forgotten: [two])
        #expect(history.adding(two) == ArchiveHistory(sets: [one, two, three]))
        let again = LedgerValues.set("three", [3], at: "2026-02-01T00:00:00Z", ["x"])
        #expect(history.adding(again) == ArchiveHistory(sets: [one, again], forgotten: [two]))
        #expect(history.lastVolume == 3)
        #expect(ArchiveHistory(sets: [one], forgotten: [three]).lastVolume == 3)
        #expect(ArchiveHistory().lastVolume == 0)
    }

    @Test func `that is doubted is forgotten, and others stay`() {
        let (one, two) = (LedgerValues.set("one", [1], ["a"]), LedgerValues.set("two", [2], ["b"]))
        let history = ArchiveHistory(sets: [one, two]).doubting([two.plan])
        #expect(history == ArchiveHistory(sets: [one], forgotten: [two]))
        #expect(history.carried() == [LedgerValues.digest("a")])
        #expect(history.doubting([LedgerValues.digest("none")]) == history)
    }

    @Test(arguments: 0..<30)
    func `counts as carried what its last set did not lose, by a walk through all sets`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let names = ["a", "b", "c", "d"]
        let sets = (1...6).map { number in
            LedgerValues.set("set \(number)", [number], names.filter { _ in Bool.random(using: &generator) })
        }
        let gone = Set(sets.filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }.map(\.plan))
        let history = ArchiveHistory(
            sets: sets.filter { !gone.contains($0.plan) }.shuffled(using: &generator),
            forgotten: sets.filter { gone.contains($0.plan) }.shuffled(using: &generator)
        )
        // A blob is there if the newest set that had it is believed.
        let expected = names.map(LedgerValues.digest).filter { blob in
            sets.last { $0.blobs.contains(blob) }.map { !gone.contains($0.plan) } ?? false
        }
        #expect(history.carried() == Set(expected))
    }
}
