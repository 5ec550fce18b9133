// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Ledger
import OCI
import Plans
import States
import TestSupport
import Testing

@Suite("A file that two clones changed")
struct MergedFileTests {
    private func ledger(_ names: [String], of configuration: String, after base: TargetLedger? = nil) throws
        -> TargetLedger
    {
        let file = try StateWorld.plan(names, of: configuration, after: base)
        return (base ?? TargetLedger(target: StateWorld.target))
            .recording(file, .init(done: file.plan.actions, isComplete: true))
    }

    private func merged(_ base: TargetLedger?, _ ours: TargetLedger, _ theirs: TargetLedger) throws -> Data {
        try MergedFile(
            base: try base.map(LedgerFile.data) ?? Data(),
            ours: LedgerFile.data(of: ours),
            theirs: LedgerFile.data(of: theirs),
            path: "ledger/x.json"
        ).data
    }

    @Test func `stays as this branch has it if it follows from the ledger, with what to run after the merge`() throws {
        let path = "cluster-resources/idms-oc-mirror.yaml"
        let merged = try MergedFile(base: Data("a".utf8), ours: Data("b".utf8), theirs: Data("c".utf8), path: path)
        #expect(merged.data == Data("b".utf8))
        #expect(merged.advice?.contains("`mirror plan -c isc.yaml`, then `mirror apply --pending`") == true)
    }

    @Test func `is the same bytes whoever merges`() throws {
        let base = try ledger(["a"], of: "isc.yaml")
        let (ours, theirs) = (
            try ledger(["b"], of: "b.yaml", after: base), try ledger(["c"], of: "c.yaml", after: base)
        )
        let data = try merged(base, ours, theirs)
        #expect(try data == merged(base, theirs, ours))
        #expect(try LedgerFile.read(data, from: "x").entries.count == 3)
        #expect(try LedgerFile.read(merged(nil, ours, theirs), from: "x").entries.count == 3)
    }

    @Test func `is not merged where the two contradict each other, and the message says what to do`() throws {
        let base = try ledger(["a"], of: "isc.yaml")
        var (ours, theirs) = (base, base)
        ours.resourceFolder = "cluster-resources/a"
        theirs.resourceFolder = "cluster-resources/b"
        theirs.entries = [:]
        let error = try #require(throws: LedgerMergeError.self) { try merged(base, ours, theirs) }
        let words = [
            "the folder of manifests: ours has cluster-resources/a, theirs cluster-resources/b",
            "git checkout --ours -- ledger/x.json",
        ]
        for word in words { #expect(error.description.contains(word), "\(error)") }
    }

    @Test func `may be the receipt of a plan that both applied`() throws {
        func receipt(_ isComplete: Bool, _ plan: String = "p") throws -> Data {
            try Receipt(
                plan: StateWorld.digest(plan),
                target: "t",
                serial: 1,
                isComplete: isComplete,
                images: []
            ).data()
        }
        let file = try MergedFile(base: Data(), ours: receipt(false), theirs: receipt(true), path: "receipts/p.json")
        #expect(try file.data == receipt(true))
        #expect(throws: UnmergeableFile.self) {
            try MergedFile(base: Data(), ours: receipt(true), theirs: receipt(true, "q"), path: "receipts/p.json")
        }
    }

    @Test func `with conflict markers, or of something else, is refused by its name`() throws {
        let good = try LedgerFile.data(of: ledger(["a"], of: "isc.yaml"))
        let error = #expect(throws: LedgerError.self) {
            try MergedFile(
                base: good,
                ours: Data("<<<<<<< a\n=======\n>>>>>>> b\n".utf8),
                theirs: good,
                path: "ledger/x.json"
            )
        }
        #expect(error?.path == "ledger/x.json")
    }
}
