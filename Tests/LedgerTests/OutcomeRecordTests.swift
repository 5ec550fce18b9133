// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import TestSupport
import Testing
@testable import Plans

/// Ledger and receipt follow from plan and outcome alone.
@Suite("The record of an outcome")
struct OutcomeRecordTests {
    private static let target = "mirror.example:5000/ocp"
    private static let date = Date(timeIntervalSince1970: 1_800_000_000)

    /// A plan of two images, of which `deletions` go.
    private static func plan(_ deletions: [Deletion] = [], change: (inout Plan) -> Void = { _ in }) throws -> PlanFile {
        var plan = Plan.sample
        plan.fields.inSync = []
        plan.fields.actions.append(plan.actions[0])
        plan.fields.actions[1].fields.destination = "\(target)/a/d:1"
        plan.fields.actions[1].fields.digest = digest(4)
        plan.fields.deletions = deletions
        change(&plan)
        return try PlanFile(plan)
    }

    private static func deletion(_ name: String, _ number: UInt8, tags: [String]) -> Deletion {
        Deletion(
            kind: tags.isEmpty ? .manifest : .tags,
            type: .additionalImage,
            repository: "\(target)/\(name)",
            digest: digest(number),
            tags: tags,
            size: 1,
            reclaim: 0,
            reason: "nobody wants it",
            requestedBy: [],
            proof: []
        )
    }

    private static func digest(_ number: UInt8) -> Digest { Digest(of: [number]) }

    /// A ledger with images that the configuration placed and wants, by their tags and numbers.
    private static func ledger(_ names: [String: UInt8] = [:]) -> TargetLedger {
        var ledger = TargetLedger(target: target)
        for (name, number) in names {
            let image = PlacedImage(
                destination: "\(target)/\(name)",
                digest: digest(number),
                type: .additionalImage,
                origins: ["quay.io/\(name)"]
            )
            ledger.entries[image.destination] = TargetLedger.Entry(
                image: image,
                placed: true,
                placedBy: ["isc.yaml"],
                knowsAttachments: true,
                wantedBy: ["isc.yaml"]
            )
        }
        return ledger
    }

    /// What became of two actions: which of them the ledger has then, whether it calls the plan complete, and what the
    /// receipt says.
    @Test(
        "has what was copied, and says what became of the rest",
        arguments: [
            ([.done, .done], ["a/b:1", "a/d:1"], true, ["done", "done"]),
            ([.alreadyDone, .done], ["a/b:1", "a/d:1"], true, ["already-done", "done"]),
            ([.done, .failed("no room")], ["a/b:1"], false, ["done", "failed: no room"]),
            ([.notStarted, .notStarted], [], false, ["not-started", "not-started"]),
            ([.failed("x"), .alreadyDone], ["a/d:1"], false, ["failed: x", "already-done"]),
        ] as [([ActionResult], [String], Bool, [String])]
    )
    func copies(results: [ActionResult], placed: [String], isComplete: Bool, said: [String]) throws {
        let file = try Self.plan()
        let outcome = ApplyOutcome(results: results)
        let ledger = Self.ledger().recording(file, outcome, at: Self.date)
        #expect(ledger.entries.keys.sorted() == placed.map { "\(Self.target)/\($0)" })
        #expect(ledger.entries.values.allSatisfy { $0.placed && $0.wantedBy == ["isc.yaml"] })
        #expect((ledger.serial, ledger.lastPlan, ledger.lastPlanIsComplete) == (1, file.id, isComplete))
        let receipt = Receipt(of: file, outcome, in: ledger)
        #expect(receipt.isComplete == isComplete && receipt.serial == 1 && receipt.target == Self.target)
        #expect(receipt.images.map(\.said) == said)
        #expect(receipt.images.map(\.destination) == file.plan.actions.map(\.destination))
    }

    @Test("counts a plan once, however often it is carried on")
    func carriedOn() throws {
        let file = try Self.plan()
        let first = Self.ledger().recording(file, .init(results: [.done, .notStarted]), at: Self.date)
        let second = first.recording(file, .init(results: [.alreadyDone, .done]), at: Self.date)
        #expect((first.serial, second.serial) == (1, 1))
        #expect(!first.lastPlanIsComplete && second.lastPlanIsComplete)
    }

    @Test("of deletions has no more what went, and what a registry keeps is nobody's")
    func deletions() throws {
        let gone = [
            Self.deletion("a/x", 7, tags: ["1", "2"]), Self.deletion("a/y", 8, tags: ["1"]),
            Self.deletion("a/z", 9, tags: ["1"]),
        ]
        let file = try Self.plan(gone) {
            $0.fields.work = .deletions
            $0.fields.actions = []
            $0.fields.blobs = []
        }
        let before = Self.ledger(["a/x:1": 7, "a/x:2": 7, "a/y:1": 8, "a/z:1": 9, "a/w:1": 6])
        let outcome = ApplyOutcome(results: [], deletions: [.done, .refused("no tags"), .notStarted])
        let ledger = before.recording(file, outcome, at: Self.date)
        #expect(ledger.entries.keys.sorted() == ["a/w:1", "a/y:1", "a/z:1"].map { "\(Self.target)/\($0)" })
        let kept = ledger.entries["\(Self.target)/a/y:1"]
        #expect(kept?.isLeftover == true && kept?.wantedBy == [])
        #expect(ledger.entries["\(Self.target)/a/z:1"] == before.entries["\(Self.target)/a/z:1"])
        #expect(ledger.serial == 1 && !ledger.lastPlanIsComplete)
        let receipt = Receipt(of: file, outcome, in: ledger)
        #expect(receipt.images.map(\.said) == ["done", "done", "refused: no tags", "not-started"])
        #expect(receipt.images.map(\.destination) == gone.flatMap(\.destinations))
        // What a registry will never do is no reason to run the plan again.
        let settled = ApplyOutcome(results: [], deletions: [.done, .refused("no tags"), .alreadyDone])
        #expect(before.recording(file, settled, at: Self.date).lastPlanIsComplete)
        #expect(Receipt(of: file, settled, in: ledger).isComplete)
    }

    @Test("of a plan that prunes has both, and names at last what was lost")
    func pruning() throws {
        let file = try Self.plan([Self.deletion("a/x", 7, tags: ["1"])])
        let lost = LostImage(destination: "\(Self.target)/a/w:1", digest: Self.digest(6), reason: "nothing is there")
        let outcome = ApplyOutcome(results: [.done, .done], deletions: [.done], lost: [lost])
        let ledger = Self.ledger(["a/x:1": 7]).recording(file, outcome, at: Self.date)
        #expect(ledger.entries.keys.sorted() == ["a/b:1", "a/d:1"].map { "\(Self.target)/\($0)" })
        #expect(!ledger.lastPlanIsComplete)
        let receipt = Receipt(of: file, outcome, in: ledger)
        #expect(!receipt.isComplete)
        #expect(receipt.images.map(\.said) == ["done", "done", "done", "failed: nothing is there"])
        #expect(receipt.images.last?.destination == lost.destination && receipt.images.last?.digest == lost.digest)
    }

    @Test("of an archive has a set once it is finished, and nothing before")
    func archive() throws {
        let file = try Self.plan {
            $0.fields.work = .copiesToArchive(folder: "/media/usb")
            $0.fields.target = PlanTarget(TargetPlace("file:///media/usb"))
        }
        let before = TargetLedger(target: "file:///media/usb")
        let half = before.recording(file, .init(results: [.done, .failed("x")]), at: Self.date)
        #expect(half.entries.isEmpty && half.archive == nil && half.serial == 1)
        // Every blob is there, and a volume could not get its name.
        #expect(before.recording(file, .init(results: [.done, .done]), at: Self.date).entries.isEmpty)
        let volumes = FinishedVolumes(
            volumes: [.init(name: VolumeName(3), size: 9, checksum: Self.digest(5))],
            contents: [Self.digest(1), Self.digest(2)]
        )
        let whole = half.recording(file, .init(results: [.done, .done], volumes: volumes), at: Self.date)
        #expect(whole.entries.count == 2 && whole.blobHomes.isEmpty && whole.serial == 1)
        #expect(
            whole.archive?.sets == [
                CarriedSet(
                    plan: file.id,
                    finished: "2027-01-15T08:00:00Z",
                    volumes: [.init(number: 3, size: 9, checksum: Self.digest(5))],
                    blobs: [Self.digest(1), Self.digest(2)]
                )
            ]
        )
        // A second run of the plan finishes the same set again.
        let later = whole.recording(file, .init(results: [.done, .done], volumes: volumes), at: Self.date + 60)
        #expect(later.archive?.sets.map(\.finished) == ["2027-01-15T08:01:00Z"])
    }

    @Test("that is made from the ledger says what the run would have said")
    func remade() throws {
        let file = try Self.plan([Self.deletion("a/x", 7, tags: ["1"]), Self.deletion("a/y", 8, tags: ["1"])])
        let outcome = ApplyOutcome(results: [.done, .done], deletions: [.done, .refused("no tags")])
        let ledger = Self.ledger(["a/x:1": 7, "a/y:1": 8]).recording(file, outcome, at: Self.date)
        var receipt = Receipt(of: file, outcome, in: ledger)
        for index in receipt.images.indices { receipt.images[index].reason = nil }
        #expect(Receipt(of: file, completeIn: ledger) == receipt)
    }
}

extension Receipt.Image {
    fileprivate var said: String { result + (reason.map { ": \($0)" } ?? "") }
}
