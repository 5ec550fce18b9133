// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import Ledger
import OCI
import Plans
import States
import TestSupport
import Testing

@Suite("A target that is gone, or has a new name")
struct TargetChangeTests {
    private let world: StateWorld

    init() throws { world = try StateWorld() }

    private func carryOut(_ change: TargetChange) async throws -> String? {
        try await change.carryOut(world.environment) { _ in }
    }

    @Test func `is forgotten in one commit, and what is left of it raises no doubts`() async throws {
        try world.apply(["a"])
        try world.apply(["b"], at: "other.example")
        let change = try TargetChange(forgetting: StateWorld.target, in: world.trail)
        #expect(change.files.removed == [LedgerFile.path(of: StateWorld.target)])
        let commit = try await carryOut(change)
        #expect(commit != nil)
        let trail = try world.trail
        #expect(try trail.targets() == ["other.example"])
        #expect(try world.sandbox.status == [])
        #expect(
            try world.sandbox.git("show", "--format=%s", "--name-only", "HEAD").contains("Forget \(StateWorld.target)")
        )
        // Whoever plans for it again begins anew.
        let ledger = try trail.newLedger(of: StateWorld.target)
        #expect(try LedgerDoubts(of: ledger, in: trail).findings(deleting: true) == [])
        try world.apply(["c"])
        #expect(try KnownStates(in: world.trail).state(of: StateWorld.target).configurations[0].since?.serial == 1)
        #expect(try trail.allApplies(to: StateWorld.target).count == 2)
    }

    @Test func `has its ledger and its images under the new name, and the old name is free again`() async throws {
        try world.apply(["a"])
        let before = try world.apply(["a", "b"])
        let change = try TargetChange(moving: StateWorld.target, to: "new.example/x/y", in: world.trail)
        _ = try await carryOut(change)
        let trail = try world.trail
        #expect(try trail.targets() == ["new.example/x/y"])
        let ledger = try #require(try trail.ledger(of: "new.example/x/y"))
        #expect(ledger.entries.keys.map(\.description).sorted() == ["new.example/x/y/a:1", "new.example/x/y/b:1"])
        #expect(ledger.serial == before.serial + 1)
        #expect(ledger.lineage == before.lineage)
        let old = try StateWorld.plan(["a"], after: before)
        #expect(ledger.refusal(of: old, receipt: nil) != nil)
        for target in [StateWorld.target, "new.example/x/y"] {
            let known = try trail.ledger(of: target) ?? trail.newLedger(of: target)
            #expect(try LedgerDoubts(of: known, in: trail).findings(deleting: true) == [])
        }
        // It is known since when its configuration is there, under whichever name.
        let state = try KnownStates(in: trail).state(of: "new.example/x/y")
        #expect(state.configurations[0].since?.serial == 1)
        _ = try await carryOut(try TargetChange(moving: "new.example/x/y", to: StateWorld.target, in: trail))
        #expect(try KnownStates(in: world.trail).state(of: StateWorld.target).configurations[0].since?.serial == 1)
    }

    @Test func `of the record has files for clusters that name the new place`() throws {
        try world.apply(["a"])
        let change = try TargetChange(moving: StateWorld.target, to: "new.example/x", in: world.trail)
        #expect(change.manifests.map(\.path) == ["cluster-resources/itms-oc-mirror.yaml"])
        #expect(change.manifests[0].content.contains("- new.example/x\n"))
        try world.sandbox.write("mine\n", to: "cluster-resources/itms-oc-mirror.yaml")
        #expect(throws: TargetChangeError.foreign(files: ["cluster-resources/itms-oc-mirror.yaml"])) {
            try TargetChange(moving: StateWorld.target, to: "new.example/x", in: world.trail)
        }
        // Forgetting leaves it where it is.
        let forgotten = try TargetChange(forgetting: StateWorld.target, in: world.trail)
        #expect(forgotten.files.kept == ["cluster-resources/itms-oc-mirror.yaml"])
    }

    @Test func `may be an archive whose folder was moved`() async throws {
        var ledger = TargetLedger(target: "file:///a")
        ledger.lineage = StateWorld.digest("x")
        let moved = ledger.moved(to: "file:///b")
        #expect(moved.target == "file:///b" && moved.lineage == ledger.lineage)
    }

    @Test func `cannot have a name that is taken, of another kind, its own, or unknown`() throws {
        try world.apply(["a"])
        try world.apply(["a"], at: "other.example")
        let cases: [(String, TargetChangeError)] = [
            ("other.example", .taken(name: "other.example")),
            (StateWorld.target, .sameName(StateWorld.target)),
            ("file:///x", .otherKind(target: StateWorld.target, name: "file:///x")),
        ]
        for (name, error) in cases {
            #expect(throws: error) { try TargetChange(moving: StateWorld.target, to: name, in: world.trail) }
            #expect(!error.description.isEmpty)
        }
        #expect(throws: UnknownTarget.self) { try TargetChange(forgetting: "no.example", in: world.trail) }
    }
}
