// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Testing
@testable import Plans

@testable import Histories

private let one = Sample.record(Sample.digest("one"), [1])
private let two = Sample.record(Sample.digest("two"), [2])

@Suite("The repair of a history")
struct RepairTests {
    private static func ledger(_ sets: [CarriedSet], forgotten: [CarriedSet] = []) -> TargetLedger {
        var ledger = TargetLedger(target: Sample.target)
        ledger.serial = 3
        ledger.archive = ArchiveHistory(sets: sets, forgotten: forgotten)
        return ledger
    }

    private func nothing(_ plan: Plan, _ carried: Set<Digest>) -> Set<Digest> { [] }

    @Test("takes in sets, and then counts as a change of the ledger")
    func addition() async throws {
        let file = try Sample.file("three")
        var set = Sample.set(file.id, [Sample.volume(3, indexed: "sum 3")], first: 3)
        set.file = file
        var repair = HistoryRepair(Self.ledger([one, two]))
        #expect(repair.result.serial == 3 && repair.summary == "nothing to repair")
        var asked: [Digest: Set<Digest>] = [:]
        try await repair.take(Sample.comparison([set], [one, two])) { plan, carried in
            asked[plan.configuration.digest] = carried
            return []
        }
        #expect(repair.added.map(\.plan) == [file.id])
        #expect(repair.history.sets.map(\.plan) == [one.plan, two.plan, file.id])
        #expect(repair.result.serial == 4 && repair.summary == "1 set added")
        #expect(asked == [Sample.digest("three"): Set([1, 2, 3].map { Sample.digest("blob \($0)") })])
    }

    @Test("makes records anew from the volumes")
    func correction() async throws {
        let set = Sample.set(one.plan, [Sample.volume(1, size: 1024, indexed: "sum 1")])
        var repair = HistoryRepair(Self.ledger([one, two]))
        try await repair.take(Sample.comparison([set], [one, two]), incomplete: nothing)
        #expect(repair.corrected.map(\.plan) == [one.plan])
        #expect(repair.history.sets[0].volumes[0].size == 1024)
        #expect(repair.history.sets[0].finished == one.finished)
        #expect(repair.summary == "1 set corrected")
    }

    @Test("changes nothing where all is as the history says")
    func unchanged() async throws {
        var repair = HistoryRepair(Self.ledger([one]))
        try await repair.take(Sample.comparison([Sample.set(one.plan, [Sample.volume(1)])], [one]), incomplete: nothing)
        #expect(!repair.hasChanges && repair.result == Self.ledger([one]))
    }

    @Test("takes out a set by the beginning of its plan's id")
    func forget() throws {
        var repair = HistoryRepair(Self.ledger([one, two]))
        try repair.forget(one.plan.description)
        try repair.forget(two.plan.short.uppercased())
        #expect(repair.history == ArchiveHistory(sets: [], forgotten: [one, two]))
        #expect(repair.summary == "2 sets forgotten")
        #expect(
            repair.details == """
                forgotten \(one.plan.short), mirror_000001.tar of 512 B, 1 blobs and manifests
                forgotten \(two.plan.short), mirror_000002.tar of 512 B, 1 blobs and manifests
                """
        )
    }

    @Test(
        "says what is wrong with the name of a set",
        arguments: [
            ("", "expected the id of a plan, or at least 4 digits of its beginning"),
            ("sha256:\(one.plan.hex.prefix(3))", "expected the id of a plan, or at least 4 digits of its beginning"),
            (two.plan.short, "the set \(two.plan.short) was forgotten before"),
            ("zzzzzzzzzzzz", "the history has no such set"),
            (one.plan.short.dropLast() + "x", "the history has no such set; did you mean \(one.plan.short)?"),
        ]
    )
    func names(name: String, problem: String) throws {
        var repair = HistoryRepair(Self.ledger([one], forgotten: [two]))
        let error = try #require(throws: SetNameError.self) { try repair.forget(name) }
        #expect(error.problem == problem)
        #expect(
            "\(error)" == "--forget \(name): \(problem)\n`mirror history --to file:///media/usb` lists the sets."
        )
    }

    @Test("does not give the numbers of sets again that a ledger made anew lacks")
    func numbers() {
        var repair = HistoryRepair(Self.ledger([], forgotten: [one]))
        repair.countNumbers(of: [])
        #expect(repair.history.forgotten == [one])
        repair.countNumbers(of: [two, one])
        #expect(repair.history == ArchiveHistory(sets: [], forgotten: [one, two]))
        #expect(!repair.hasChanges)
    }
}
