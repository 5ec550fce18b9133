// SPDX-License-Identifier: Apache-2.0

import Audit
import OCI
import Plans
import TestSupport
import Testing

@Suite("Files for clusters that others wrote", .waitsForPrograms)
struct ForeignManifestsTests {
    private let sandbox: GitSandbox
    private let trail: AuditTrail
    private let path = "cluster-resources/idms-oc-mirror.yaml"

    init() throws {
        sandbox = try GitSandbox()
        try sandbox.commit("x", to: "isc.yaml")
        trail = try AuditTrail(around: "\(sandbox.path)/isc.yaml", commits: true, environment: [:])
    }

    private func plan(_ content: String = "planned\n") -> Plan {
        Sample.plan(resources: [Resource(path: path, content: content)])
    }

    @Test("do not conflict if they are as planned, or missing")
    func same() throws {
        #expect(try ForeignManifests(trail: trail).check(plan(), overwriting: nil) == [])
        try sandbox.write("planned\n", to: path)
        #expect(try ForeignManifests(trail: trail).check(plan(), overwriting: nil) == [])
    }

    @Test("are named where git keeps them")
    func committed() throws {
        try sandbox.commit("mine\n", to: path)
        #expect(try ForeignManifests(trail: trail).check(plan(), overwriting: nil) == [path])
    }

    @Test(
        "are not written over where only the folder has them",
        arguments: [
            (String?.none, "it away."), ("--overwrite", "it away, or overwrite it with --overwrite."),
        ]
    )
    func lost(option: String?, remedy: String) throws {
        try sandbox.write("mine\n", to: path)
        let error = try #require(throws: ForeignManifestsError.self) {
            try ForeignManifests(trail: trail).check(plan(), overwriting: option)
        }
        #expect(error.files.map(\.path) == [path])
        let lines = "\(error)".split(separator: "\n")
        #expect(lines.first == "\(path) is not as mirror wrote it, and would be overwritten")
        #expect(lines.contains("-mine") && lines.contains("+planned"))
        #expect(lines.last == "Keep it in git and try again: git add \(path) && git commit. Or move \(remedy)")
    }

    @Test("are ours where a plan that was recorded wrote them")
    func ours() throws {
        let file = try PlanFile(plan("older\n"))
        try trail.record(file, configuration: ("isc.yaml", []), Sample.ledger(wanted: [:]))
        #expect(try ForeignManifests(trail: trail).check(plan(), overwriting: nil) == [])
        try sandbox.write("changed\n", to: path)
        #expect(throws: ForeignManifestsError.self) {
            try ForeignManifests(trail: trail).check(plan(), overwriting: nil)
        }
    }
}
