// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import Ledger
import OCI
import Plans
import TestSupport
import Testing

@testable import Runs

/// Plans in repositories other than the one around the working folder.
@Suite("A plan that was recorded elsewhere", .waitsForPrograms)
struct PlanFinderTests {
    private let home: TemporaryDirectory
    private let sandbox: GitSandbox
    private let file: PlanFile

    init() throws {
        home = try TemporaryDirectory()
        sandbox = try GitSandbox()
        try sandbox.commit("kind: x\n", to: "isc.yaml")
        file = try PlanFile(.sample)
        let trail = try AuditTrail(around: sandbox.path, commits: true, environment: [:])
        try trail.record(file, configuration: ("isc.yaml", []), TargetLedger(target: file.plan.target.name))
    }

    private var environment: [String: String] { ["HOME": home.path, "XDG_STATE_HOME": home["state"]] }
    private var finder: PlanFinder { PlanFinder(environment: environment) }

    @Test("is found by its id where this machine remembers it, and not by another")
    func remembered() throws {
        #expect(throws: UnknownPlan.self) { try finder.path(of: file.id.short) }
        try StateFolder(environment: environment).remember(trail: sandbox.path, of: file.id)
        let path = "\(sandbox.path)/plans/\(file.id.short)/plan.json"
        for name in [file.id.short, String(file.id.hex.prefix(4)), file.id.description] {
            #expect(try finder.path(of: name) == path)
        }
        #expect(try PlanReader(path: path).read().id == file.id)
        let other = String(file.id.hex.prefix(12)) + (file.id.hex.dropFirst(12).first == "0" ? "1" : "0")
        #expect(throws: UnknownPlan.self) { try finder.path(of: other) }
    }

    @Test("is not found where its repository is gone")
    func gone() throws {
        try StateFolder(environment: environment).remember(trail: home["gone"], of: file.id)
        #expect(throws: UnknownPlan.self) { try finder.path(of: file.id.short) }
    }

    @Test("is no matter where the name is a file, or a stream")
    func files() throws {
        #expect(try finder.path(of: "-") == "-")
        #expect(try finder.path(of: "none.json") == "none.json")
        let path = "\(sandbox.path)/plans/\(file.id.short)"
        #expect(try finder.path(of: path) == "\(path)/plan.json")
    }
}
