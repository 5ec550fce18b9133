// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import Ledger
import OCI
import TestSupport
import Testing
@testable import Plans

@Suite("The folder of an audit trail")
struct AuditTrailFolderTests {
    private let folder: TemporaryDirectory
    private let trail: AuditTrail

    init() throws {
        folder = try TemporaryDirectory()
        trail = try AuditTrail(around: folder["conf/isc.yaml"], commits: false, environment: [:])
        try folder.makeDirectory("conf")
    }

    private func write(_ ledger: TargetLedger) throws {
        try folder.write([UInt8](LedgerFile.data(of: ledger)), to: "conf/\(LedgerFile.path(of: ledger.target))")
    }

    @Test("names files inside by their path in it, and others as they were given")
    func names() throws {
        #expect(trail.root == folder["conf"])
        #expect(trail.name(of: folder["conf/a/isc.yaml"]) == "a/isc.yaml")
        #expect(trail.name(of: folder["else.yaml"]) == folder["else.yaml"])
        #expect(trail.name(of: folder["conference/isc.yaml"]) == folder["conference/isc.yaml"])
        let error = try #require(throws: AuditTrailError.self) {
            try trail.configurationName(of: folder["conf/a\u{7}.yaml"])
        }
        #expect("\(error)".contains("its path in \(folder["conf"]) would be `a\u{7}.yaml`"))
    }

    @Test("has the ledgers of its targets, and gives a second one a folder for manifests of its own")
    func ledgers() throws {
        #expect(try trail.targets() == [])
        #expect(try trail.newLedger(of: "b.example").resourceFolder == "cluster-resources")
        try write(TargetLedger(target: "a.example/x"))
        #expect(try trail.targets() == ["a.example/x"])
        #expect(try trail.newLedger(of: "b.example").resourceFolder == "cluster-resources/b.example")
        #expect(try trail.ledger(of: "b.example") == nil)
        try write(TargetLedger(target: "a.example/y"))
        try write(TargetLedger(target: "b.example"))
        #expect(try trail.neighbours(of: "a.example/x").map(\.target) == ["a.example/y"])
    }

    @Test("refuses to go on with a ledger that was changed since it was read")
    func outrun() throws {
        var ledger = TargetLedger(target: "a.example")
        try write(ledger)
        try trail.requireUnchanged(ledger)
        ledger.serial = 7
        let error = try #require(throws: AuditTrailError.self) { try trail.requireUnchanged(ledger) }
        #expect(error == .outrun(target: "a.example"))
    }

    @Test("remembers a plan, and what receipts and recorded plans say of an apply")
    func applies() throws {
        let file = try PlanFile(Sample.plan(.copiesToRegistry(from: nil), [Sample.copy("one")]))
        #expect(try !trail.holds(file.id))
        try trail.record(file, configuration: ("isc.yaml", []), Sample.ledger(wanted: [:]))
        #expect(try trail.holds(file.id))
        #expect(try trail.configuration(of: file.id) == "isc.yaml")
        #expect(try trail.receipt(of: file.id) == nil)

        var ledger = Sample.ledger(wanted: [:])
        ledger.serial = 1
        let receipt = Receipt(plan: file.id, target: Sample.registry, serial: 1, isComplete: true, images: [])
        try trail.record(file, ledger, receipt, manifests: [])
        #expect(try trail.receipt(of: file.id) == receipt)
        #expect(
            try trail.applies(to: Sample.registry) == [
                RecordedApply(plan: file.id, serial: 1, configuration: "isc.yaml")
            ]
        )
        try FileManager.default.removeItem(atPath: folder["conf/plans"])
        #expect(try trail.applies(to: Sample.registry).map(\.mayDelete) == [true])
        #expect(try trail.applies(to: "mirror.example") == [])
    }

    @Test("counts no apply at a new target where it placed nothing")
    func nothingPlaced() throws {
        let file = try PlanFile(Sample.plan(.copiesToRegistry(from: nil), [Sample.copy("one")]))
        let receipt = Receipt(plan: file.id, target: Sample.registry, serial: 1, isComplete: false, images: [])
        try trail.record(file, TargetLedger(target: Sample.registry), receipt, manifests: [])
        #expect(try trail.targets() == [])
        #expect(try trail.receipt(of: file.id)?.serial == 0)
    }

    @Test("says how to restore an invalid receipt")
    func brokenReceipt() throws {
        let plan = Sample.digest("plan")
        try folder.write("{", to: "conf/\(Receipt.path(of: plan))")
        let error = try #require(throws: AuditTrailError.self) { try trail.receipt(of: plan) }
        #expect("\(error)".hasSuffix("Restore it with `git checkout -- \(Receipt.path(of: plan))`."))
    }
}
