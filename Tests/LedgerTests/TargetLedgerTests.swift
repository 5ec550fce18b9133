// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import TestSupport
import Testing
@testable import Plans

@Suite("The ledger of a target")
struct TargetLedgerTests {
    private let file: PlanFile

    init() throws { file = try PlanFile(.sample) }

    private var applied: TargetLedger {
        TargetLedger(target: "mirror.example:5000/ocp")
            .recording(file, .init(done: file.plan.actions, isComplete: true))
    }

    @Test("begins its lineage with the first plan and counts applies")
    func lineage() {
        #expect(applied.lineage == file.id)
        #expect(applied.serial == 1)
        #expect(applied.lastPlan == file.id)
    }

    @Test("knows what was placed and what was only found")
    func placed() {
        #expect(applied.entries["mirror.example:5000/ocp/a/b:1"]?.placed == true)
        #expect(applied.entries["mirror.example:5000/ocp/a/c:1"]?.placed == false)
        #expect(applied.entries["mirror.example:5000/ocp/a/c:1"]?.wantedBy == ["isc.yaml"])
    }

    @Test("counts an interrupted apply and its continuation once")
    func continuation() {
        let first = TargetLedger(target: "t").recording(file, .init(done: [], isComplete: false))
        #expect(first.serial == 1)
        #expect(first.refusal(of: file, receipt: nil) == nil)
        let second = first.recording(file, .init(done: file.plan.actions, isComplete: true))
        #expect(second.serial == 1)
        #expect(second.refusal(of: file, receipt: nil) == .alreadyApplied(plan: file.id))
    }

    @Test("refuses a plan that was made before another one was applied")
    func staleSerial() throws {
        var other = Plan.sample
        other.fields.options.fields.allowMissing = true
        let refusal = applied.refusal(of: try PlanFile(other), receipt: nil)
        #expect(refusal == .staleSerial(target: "mirror.example:5000/ocp", expected: 0, found: 1))
    }

    @Test("refuses a plan of another history")
    func otherLineage() throws {
        var other = Plan.sample
        other.fields.target.fields.lineage = Digest(of: [1])
        other.fields.target.fields.serial = 1
        guard case .otherLineage = applied.refusal(of: try PlanFile(other), receipt: nil) else {
            return #expect(Bool(false))
        }
    }

    @Test("forgets what its configuration no longer wants, and keeps what others want")
    func wishes() throws {
        var mine = Plan.sample
        mine.fields.actions = []
        mine.fields.inSync = []
        mine.fields.target = PlanTarget(mine.target.place, lineage: file.id, serial: 1)
        var ledger = applied
        ledger.entries["mirror.example:5000/ocp/a/b:1"]?.wantedBy = ["isc.yaml", "other.yaml"]
        let after = ledger.recording(try PlanFile(mine), .init(done: [], isComplete: true))
        #expect(after.entries["mirror.example:5000/ocp/a/b:1"]?.wantedBy == ["other.yaml"])
        #expect(after.entries["mirror.example:5000/ocp/a/c:1"]?.wantedBy == [])
    }

    @Test("keeps the wishes of others when a tag that they share moves")
    func movedTag() throws {
        var ledger = applied
        let key: PlacedName = "mirror.example:5000/ocp/a/b:1"
        ledger.entries[key]?.wantedBy = ["isc.yaml", "other.yaml"]
        var moved = Plan.sample
        moved.fields.actions[0].fields.digest = Digest(of: [7])
        let after = ledger.recording(try PlanFile(moved), .init(done: moved.actions, isComplete: true))
        #expect(after.entries[key]?.image.digest == Digest(of: [7]))
        #expect(after.entries[key]?.wantedBy == ["isc.yaml", "other.yaml"])
    }

    @Test("remembers every platform that some configuration had copied")
    func platforms() throws {
        func ledger(_ platforms: [[String]?]) throws -> TargetLedger {
            try platforms.enumerated().reduce(TargetLedger(target: "t")) { ledger, next in
                var plan = Plan.sample
                plan.fields.configuration.fields.path = "\(next.offset).yaml"
                plan.fields.actions[0].fields.platforms = next.element
                if next.offset > 0 { plan.fields.actions[0].fields.expect.fields.destination = plan.actions[0].digest }
                return ledger.recording(try PlanFile(plan), .init(done: plan.actions, isComplete: true))
            }
        }
        let key: PlacedName = "mirror.example:5000/ocp/a/b:1"
        #expect(
            try ledger([["linux/amd64"], ["linux/arm64"]]).entries[key]?.image.platforms == [
                "linux/amd64", "linux/arm64",
            ]
        )
        #expect(try ledger([nil, ["linux/arm64"]]).entries[key]?.image.platforms == nil)
        #expect(try ledger([["linux/arm64"], nil]).entries[key]?.image.platforms == nil)
    }

    @Test("believes nothing that was there before of an image that had to be copied anew")
    func copiedAnew() throws {
        var whole = Plan.sample
        whole.fields.actions[0].fields.platforms = nil
        var sparse = Plan.sample
        sparse.fields.configuration.fields.path = "other.yaml"
        let ledger = TargetLedger(target: "t")
            .recording(try PlanFile(whole), .init(done: whole.actions, isComplete: true))
            .recording(try PlanFile(sparse), .init(done: sparse.actions, isComplete: true))
        #expect(ledger.entries["mirror.example:5000/ocp/a/b:1"]?.image.platforms == ["linux/amd64"])
    }

    @Test("reads back as it was written")
    func roundTrips() throws {
        let data = try LedgerFile.data(of: applied)
        #expect(try LedgerFile.read(data, from: "ledger/x.json") == applied)
        #expect(try LedgerFile.data(of: LedgerFile.read(data, from: "x")) == data)
    }

    @Test("reads back what it knows of a release, signatures included")
    func roundTripsReleases() throws {
        let facts = ReleaseFacts(
            version: "4.16.3",
            architecture: "multi",
            signatures: [
                ReleaseSignature(fingerprint: String(repeating: "AB", count: 20), message: "c2lnbmVk"),
                ReleaseSignature(fingerprint: String(repeating: "CD", count: 20), message: "dHdpY2U="),
            ]
        )
        var plan = Plan.sample
        plan.fields.actions[0].fields.type = .releasePayload
        plan.fields.actions[0].fields.release = facts
        let ledger = TargetLedger(target: "mirror.example:5000/ocp")
            .recording(try PlanFile(plan), .init(done: plan.actions, isComplete: true))
        let key = plan.actions[0].destination
        #expect(ledger.entries[key]?.image.release == facts)
        let data = try LedgerFile.data(of: ledger)
        let read = try LedgerFile.read(data, from: "ledger/x.json")
        #expect(read == ledger)
        #expect(read.entries[key]?.image.release == facts)
        // Others have no such field.
        #expect(read.entries["mirror.example:5000/ocp/a/c:1"]?.image.release == nil)
        #expect(String(decoding: data, as: UTF8.self).split(separator: "\"release\"").count == 2)
    }

    @Test("is kept in a file of its own for every target")
    func paths() {
        let targets = ["h:5000", "h/5000", "h.5000", "h:5000/a", "h:5000/a/b", "h:5000/a-b", "h"]
        #expect(Set(targets.map(LedgerFile.path)).count == targets.count)
        #expect(LedgerFile.path(of: "mirror.example:5000/ocp") == "ledger/mirror.example_5000~ocp.json")
    }

    @Test("keeps the proof of a release that another configuration waives")
    func proofs() throws {
        let proof = ReleaseSignature(fingerprint: String(repeating: "AB", count: 20), message: "c2lnbmVk")
        func plan(_ path: String, _ signatures: [ReleaseSignature]) throws -> PlanFile {
            var plan = Plan.sample
            plan.fields.configuration.fields.path = path
            plan.fields.inSync = []
            plan.fields.actions = [plan.actions[0]]
            plan.fields.actions[0].fields.type = .releasePayload
            plan.fields.actions[0].fields.release = ReleaseFacts(
                version: "4.16.3",
                architecture: "amd64",
                signatures: signatures
            )
            return try PlanFile(plan)
        }
        let (first, second) = try (plan("isc.yaml", [proof]), plan("other.yaml", []))
        let ledger = TargetLedger(target: "mirror.example:5000/ocp")
            .recording(first, .init(done: first.plan.actions, isComplete: true))
            .recording(second, .init(done: second.plan.actions, isComplete: true))
        let entry = try #require(ledger.entries[first.plan.actions[0].destination])
        #expect(entry.image.release?.signatures == [proof])
        #expect(entry.wantedBy == ["isc.yaml", "other.yaml"])
        #expect(try LedgerFile.read(LedgerFile.data(of: ledger), from: "x") == ledger)
    }
}
