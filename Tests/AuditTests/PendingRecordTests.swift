// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitStore
import Ledger
import OCI
import Plans
import TestSupport
import Testing

@testable import Audit

@Suite("The note of a record")
struct PendingRecordTests {
    private let directory: TemporaryDirectory
    private let folder: AuditFolder

    init() throws {
        directory = try TemporaryDirectory()
        folder = AuditFolder(root: directory.path)
    }

    private func record(message: String? = "Plan x\n") throws -> AuditRecord {
        AuditRecord(
            name: "plan x",
            plan: "\(Sample.digest("x"))",
            files: [try AuditFile(path: "plans/x.json", bytes: [0, 0xff]), try AuditFile(path: "a", bytes: [])],
            removed: [try GitPath("old.yaml")],
            message: message,
            signature: AuditSignature(
                author: GitIdentity(name: "Jane", email: "jane@example.com"),
                time: GitTime(seconds: 1_700_000_000, offset: -120)
            )
        )
    }

    @Test(arguments: ["Plan x\n", nil] as [String?])
    func `is the whole record, as another process reads it`(message: String?) throws {
        let record = try record(message: message)
        let data = try JSONEncoder().encode(try PendingRecord(record, in: folder))
        #expect(try JSONDecoder().decode(PendingRecord.self, from: data).record() == record)
    }

    @Test func `is outdated only by what is neither as it was nor as it becomes`() throws {
        try directory.write("before", to: "a")
        try directory.write("before", to: "old.yaml")
        let pending = try PendingRecord(try record(), in: folder)
        #expect(try pending.changedFile(in: folder) == nil)
        // Each file may be written already, or not yet.
        try directory.write([0, 0xff], to: "plans/x.json")
        try directory.write("", to: "a")
        #expect(try pending.changedFile(in: folder) == nil)
        try FileManager.default.removeItem(atPath: directory["old.yaml"])
        #expect(try pending.changedFile(in: folder) == nil)
        try directory.write("other", to: "old.yaml")
        #expect(try pending.changedFile(in: folder) == "old.yaml")
        try directory.write("before", to: "old.yaml")
        try directory.write("other", to: "a")
        #expect(try pending.changedFile(in: folder) == "a")
    }

    @Test func `is written before anything else, and forgotten last`() throws {
        let record = try record()
        #expect(
            AuditRecorder.steps(of: record) == [
                .note, .write(record.files[0]), .write(record.files[1]), .remove(record.removed[0]), .commit, .forget,
            ]
        )
        #expect(AuditRecorder.steps(of: try self.record(message: nil)).contains(.commit) == false)
    }

    @Test(
        "cannot name a file outside of the folder",
        arguments: ["../x", "/etc/x", "a/../../x", "", ".git/config", "a//b"]
    )
    func paths(path: String) { #expect(throws: AuditError.self) { try AuditFile(path: path, bytes: []) } }

    @Test func `is in a folder that is read, listed and emptied without a trace`() throws {
        #expect(try folder.read("a/b/c") == nil)
        #expect(try folder.list("a") == [])
        try folder.write([try AuditFile(path: "a/b/c", bytes: [1]), try AuditFile(path: "a/d", bytes: [2])])
        #expect(try folder.list("a") == ["b", "d"])
        #expect(try folder.read("a/b/c") == [1])
        try folder.remove("a/b/c")
        try folder.remove("a/b/c")
        #expect(try folder.list("a") == ["d"])
    }
}

@Suite("What receipts and recorded plans tell of applies")
struct AppliesTests {
    private let directory: TemporaryDirectory
    private let trail: AuditTrail

    init() throws {
        directory = try TemporaryDirectory()
        trail = try AuditTrail(around: directory["isc.yaml"], commits: false, environment: [:])
    }

    private func write(_ name: String, serial: Int, target: String = Sample.registry, plan: [String: Any]?) throws {
        let digest = Sample.digest(name)
        let receipt = Receipt(plan: digest, target: target, serial: serial, isComplete: true, images: [])
        try directory.write([UInt8](receipt.data()), to: Receipt.path(of: digest))
        guard var plan else { return }
        plan["id"] = plan["id"] ?? "\(digest)"
        let data = try JSONSerialization.data(withJSONObject: plan)
        try directory.write([UInt8](data), to: "plans/\(digest.short)/plan.json")
    }

    private static func plan(
        mode: String = "registry-to-registry",
        options: [String: Any] = [:],
        deletions: [Any]? = nil,
        id: String? = nil
    ) -> [String: Any] {
        var plan: [String: Any] = [
            "mode": mode, "configuration": ["path": "isc.yaml"], "target": [String: Any](), "options": options,
        ]
        plan["deletions"] = deletions
        plan["id"] = id
        return plan
    }

    @Test func `is what each did, in the order of their numbers`() throws {
        try write("b", serial: 2, plan: Self.plan())
        try write("a", serial: 1, plan: Self.plan(options: ["prune": true]))
        try write("c", serial: 3, plan: Self.plan(deletions: [[String: Any]()]))
        try write("d", serial: 4, plan: Self.plan(mode: Plan.Mode.deletion.rawValue))
        try write("elsewhere", serial: 1, target: "other.example", plan: Self.plan())
        let applies = try trail.applies(to: Sample.registry)
        #expect(applies.map(\.serial) == [1, 2, 3, 4])
        #expect(applies.map(\.plan) == ["a", "b", "c", "d"].map(Sample.digest))
        #expect(applies.map(\.mayDelete) == [true, false, true, true])
        #expect(applies.map(\.isDeletion) == [false, false, false, true])
        #expect(applies.allSatisfy { $0.configuration == "isc.yaml" })
    }

    @Test func `is anything where the plan is not recorded, or another one is`() throws {
        try write("a", serial: 1, plan: nil)
        try write("b", serial: 2, plan: Self.plan(id: "\(Sample.digest("other"))"))
        try write("c", serial: 3, plan: ["mode": "?"])
        let applies = try trail.applies(to: Sample.registry)
        #expect(applies.map(\.mayDelete) == [true, true, true])
        #expect(applies.map(\.configuration) == [nil, nil, nil])
    }

    @Test func `is nothing of what is no receipt`() throws {
        try directory.write("{}", to: "receipts/x.json")
        try directory.write("\"\(Sample.registry)\"", to: "receipts/y.json")
        try directory.write("x", to: "receipts/z.txt")
        #expect(try trail.applies(to: Sample.registry).isEmpty)
    }

    @Test(
        "has ledgers of other namespaces on the same registry for neighbours",
        arguments: [
            ("a.io/x", "a.io/y", true), ("a.io/x", "a.io", true), ("a.io/x", "a.io/x", false),
            ("a.io/x", "b.io/x", false),
            ("a.io:1/x", "a.io/x", false),
        ]
    )
    func neighbours(target: String, other: String, isNeighbour: Bool) throws {
        try directory.write([UInt8](LedgerFile.data(of: TargetLedger(target: other))), to: LedgerFile.path(of: other))
        #expect(try trail.neighbours(of: target).map(\.target) == (isNeighbour ? [other] : []))
        #expect(try trail.targets() == [other])
    }

    @Test(
        "drops the slash at the end of a folder, and never the root",
        arguments: [("/a/", "/a"), ("/a", "/a"), ("/", "/")]
    )
    func slashes(path: String, plain: String) { #expect(AuditTrail.withoutSlash(path) == plain) }
}
