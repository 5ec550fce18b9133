// SPDX-License-Identifier: Apache-2.0

import Audit
import Ledger
import OCI
import TestSupport
import Testing
@testable import Plans

@Suite("The plan that was applied last")
struct LastApplyTests {
    private let folder: TemporaryDirectory
    private let trail: AuditTrail

    init() throws {
        folder = try TemporaryDirectory()
        trail = try AuditTrail(around: folder["isc.yaml"], commits: false, environment: [:])
    }

    /// Records the apply of a plan of a configuration.
    @discardableResult
    private func apply(
        _ path: String,
        _ serial: Int,
        work: PlanWork = .copiesToRegistry(from: nil),
        isComplete: Bool = true,
        target: String = Sample.registry
    ) throws -> Digest {
        var copy = Sample.copy("a\(serial)")
        copy.fields.cause = .drift
        var plan = Sample.plan(work, work == .deletions ? [] : [copy, Sample.copy("b\(serial)")])
        plan.fields.configuration.fields.path = path
        plan.fields.target.fields.serial = serial
        let file = try PlanFile(plan)
        let receipt = Receipt(plan: file.id, target: target, serial: serial, isComplete: isComplete, images: [])
        try folder.write(file.bytes, to: "plans/\(file.id.short)/plan.json")
        try folder.write([UInt8](receipt.data()), to: Receipt.path(of: file.id))
        return file.id
    }

    @Test("is the newest of the configuration at the target, whatever else was applied or deleted since")
    func newest() throws {
        #expect(try trail.lastApply(of: ["isc.yaml"], to: Sample.registry) == nil)
        try apply("isc.yaml", 1)
        let id = try apply("isc.yaml", 2)
        try apply("other.yaml", 3)
        try apply("isc.yaml", 4, work: .deletions)
        try apply("isc.yaml", 5, target: "else.example")
        let last = try #require(try trail.lastApply(of: ["isc.yaml"], to: Sample.registry))
        #expect(last.id == id && last.unfinished.isEmpty)
        #expect(last.asksTheSame(as: Sample.digest("isc.yaml"), PlanOptions()))
        #expect(!last.asksTheSame(as: Sample.digest("changed"), PlanOptions()))
        #expect(try trail.lastApply(of: ["new.yaml", "other.yaml"], to: Sample.registry)?.configuration != nil)
        #expect(try trail.lastApply(of: ["new.yaml"], to: Sample.registry) == nil)
    }

    @Test("tells the causes of what it left, if it did not end")
    func unfinished() throws {
        try apply("isc.yaml", 7, isComplete: false)
        let last = try #require(try trail.lastApply(of: ["isc.yaml"], to: Sample.registry))
        let place = Sample.registry
        #expect(
            last.unfinished == [PlacedName("\(place)/a7:1"): .drift, PlacedName("\(place)/b7:1"): .configuration]
        )
    }

    @Test("is an earlier one where the file of a plan or a receipt cannot be read")
    func unreadable() throws {
        let id = try apply("isc.yaml", 1)
        let broken = try apply("isc.yaml", 2)
        try folder.write("{", to: "plans/\(broken.short)/plan.json")
        try folder.write("[]", to: "receipts/abc.json")
        #expect(try trail.lastApply(of: ["isc.yaml"], to: Sample.registry)?.id == id)
    }
}
