// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitStore
import OCI
import Plans
import TestSupport
import Testing

@testable import Audit

/// Plans whose files lie anywhere.
@Suite("The record that a plan belongs to", .waitsForPrograms)
struct PlanTrailTests {
    private let folder: TemporaryDirectory
    private let sandbox: GitSandbox

    init() throws {
        folder = try TemporaryDirectory()
        sandbox = try GitSandbox()
        try sandbox.commit("kind: x\n", to: "isc.yaml")
    }

    private var environment: [String: String] { ["HOME": folder.path, "XDG_STATE_HOME": folder["state"]] }
    private var state: StateFolder { get throws { try StateFolder(environment: environment) } }
    private var trail: AuditTrail {
        get throws { try AuditTrail(around: sandbox.path, commits: true, environment: environment) }
    }

    private func record(_ file: PlanFile, in trail: AuditTrail) throws {
        try trail.record(file, configuration: ("isc.yaml", []), Sample.ledger(wanted: [:]))
    }

    private func find(_ file: PlanFile, at path: String) throws -> (root: String, isKnown: Bool) {
        let found = try PlanTrail(
            plan: file,
            path: path,
            state: state,
            commits: false,
            environment: environment
        ).trail()
        return (found.0.root, found.isKnown)
    }

    @Test("is the one around the plan's file, where that recorded it")
    func around() throws {
        let file = try PlanFile(Sample.plan())
        try record(file, in: trail)
        try sandbox.directory.makeDirectory("repository/deep")
        for name in ["plan.json", "deep/plan.json"] {
            let found = try find(file, at: "\(sandbox.path)/\(name)")
            #expect(found.root == sandbox.path && found.isKnown)
        }
    }

    @Test("is the one that this machine remembers, for a file that lies elsewhere")
    func remembered() throws {
        let file = try PlanFile(Sample.plan())
        try record(file, in: trail)
        #expect(try !find(file, at: folder["plan.json"]).isKnown)
        try state.remember(trail: sandbox.path, of: file.id)
        let found = try find(file, at: folder["plan.json"])
        #expect(found.root == sandbox.path && found.isKnown)
        try state.forget(file.id)
        #expect(try !find(file, at: folder["plan.json"]).isKnown)
    }

    @Test("is another than the one around the file, where that did not record the plan")
    func other() throws {
        let second = try GitSandbox()
        try second.commit("kind: x\n", to: "isc.yaml")
        let file = try PlanFile(Sample.plan())
        try record(file, in: trail)
        try state.remember(trail: sandbox.path, of: file.id)
        #expect(try find(file, at: "\(second.path)/plan.json").root == sandbox.path)
    }

    @Test("is the folder of the file where nothing recorded the plan, and is not taken for known")
    func unknown() throws {
        let file = try PlanFile(Sample.plan())
        let found = try find(file, at: folder["plan.json"])
        #expect(found.root == folder.path && !found.isKnown)
        // What is remembered and is gone counts for nothing.
        try state.remember(trail: folder["gone"], of: file.id)
        #expect(try find(file, at: folder["plan.json"]).root == folder.path)
    }

    @Test("is told by the plan's id, not by its place")
    func otherPlan() throws {
        try record(try PlanFile(Sample.plan()), in: trail)
        let other = try PlanFile(Sample.plan(.copiesToRegistry(from: nil), [Sample.copy("one")]))
        #expect(try !find(other, at: "\(sandbox.path)/plan.json").isKnown)
    }
}
