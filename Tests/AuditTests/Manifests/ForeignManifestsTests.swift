// SPDX-License-Identifier: Apache-2.0

import Audit
import Ledger
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

    private func check(adopting: Bool = false) throws -> [String] {
        try ForeignManifests(trail: trail).check(plan(), adopting: adopting).map(\.path)
    }

    @Test("do not conflict if they are as planned, or missing")
    func same() throws {
        #expect(try check() == [])
        try sandbox.write("planned\n", to: path)
        #expect(try check() == [])
    }

    @Test("are not written over, whether git has them or not, and may be adopted", arguments: [false, true])
    func refused(isCommitted: Bool) throws {
        if isCommitted { try sandbox.commit("mine\n", to: path) } else { try sandbox.write("mine\n", to: path) }
        let error = try #require(throws: ForeignManifestsError.self) { try check() }
        #expect(error.files.map(\.path) == [path] && error.files.map(\.isInGit) == [isCommitted])
        let lines = "\(error)".split(separator: "\n")
        #expect(lines.first == "\(path) is not as mirror wrote it, and would be overwritten")
        #expect(lines.contains("-mine") && lines.contains("+planned"))
        let remedy = "Move it away, or let mirror replace it: --adopt"
        #expect(lines.contains { $0 == remedy })
        #expect(lines.last?.hasPrefix("To keep it in git before that: git add") == !isCommitted)
        #expect(try check(adopting: true) == [path])
    }

    @Test(
        "are ours where a plan that was recorded wrote them, and not once somebody edited them",
        arguments: [false, true]
    )
    func ours(isCommitted: Bool) throws {
        let file = try PlanFile(plan("older\n"))
        try trail.record(file, configuration: ("isc.yaml", []), Sample.ledger(wanted: [:]))
        #expect(try check() == [])
        if isCommitted { try sandbox.commit("changed\n", to: path) } else { try sandbox.write("changed\n", to: path) }
        #expect(throws: ForeignManifestsError.self) { try check() }
        // As it was written it is ours again, whoever commits it.
        if isCommitted { try sandbox.commit("older\n", to: path) } else { try sandbox.write("older\n", to: path) }
        #expect(try check() == [])
    }

    @Test(
        "are ours after a squash merge and in a shallow clone where a ledger says so, and not once somebody edited them"
    )
    func merged() throws {
        let file = try PlanFile(plan("of one\n"))
        let ledger = Sample.ledger(wanted: ["one": ["isc.yaml"]])
        let receipt = Receipt(of: file, completeIn: ledger)
        // An apply beside others writes the manifests of all, which no plan has.
        try trail.record(file, ledger, receipt, manifests: [Resource(path: path, content: "of both\n")])
        let kept = try #require(try trail.ledger(of: Sample.registry))
        #expect(kept.manifests.map(\.path) == [path])
        // What the branch committed comes as one commit of somebody.
        try sandbox.git("checkout", "--quiet", "--orphan", "squashed")
        try sandbox.git("commit", "--quiet", "--message", "A squashed branch")
        #expect(try check() == [])
        try sandbox.commit("of both, edited\n", to: path)
        #expect(throws: ForeignManifestsError.self) { try check() }
    }

    @Test("are no obstacle once somebody deleted them")
    func deleted() throws {
        let file = try PlanFile(plan("older\n"))
        try trail.record(file, configuration: ("isc.yaml", []), Sample.ledger(wanted: [:]))
        try sandbox.git("rm", "--quiet", path)
        try sandbox.git("commit", "--quiet", "--message", "Remove it")
        #expect(try check() == [])
    }

    @Test("are shown by a difference that is bounded and has no control characters")
    func hostile() throws {
        let lines = (0..<5000).map { "\u{1b}[2J\($0)\n" }.joined()
        try sandbox.write(lines, to: path)
        let error = try #require(throws: ForeignManifestsError.self) { try check() }
        #expect("\(error)".split(separator: "\n").count < 50)
    }
}
