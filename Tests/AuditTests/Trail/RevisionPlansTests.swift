// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

@testable import Audit

@Suite("The plans of a revision", .waitsForPrograms)
struct RevisionPlansTests {
    private let sandbox: GitSandbox

    init() throws { sandbox = try GitSandbox() }

    private func plans(at revision: String) throws -> RevisionPlans {
        try RevisionPlans(at: revision, of: AuditTrail(around: sandbox.path, commits: true, environment: [:]))
    }

    /// Commits the file of a plan as far as it is read here.
    private func commit(
        _ name: String,
        configuration: String = "isc.yaml",
        target: String = "a.example",
        mode: String = "registry-to-registry"
    ) throws {
        try sandbox.commit(text(name, configuration, target, mode), to: "plans/\(name)/plan.json")
    }

    private func text(_ name: String, _ configuration: String, _ target: String, _ mode: String) -> String {
        let id = Digest(of: Array(name.utf8))
        return """
            {"id": "\(id)", "mode": "\(mode)", "configuration": {"path": "\(configuration)"}, "target": {"registry": "\(target)"}}
            """
    }

    private func subject(_ configuration: String, _ target: String, deletes: Bool = false) -> RevisionPlans.Subject {
        RevisionPlans.Subject(configuration: configuration, target: target, isDeletion: deletes)
    }

    @Test("are told apart by configuration, target and work, and of each the newest counts")
    func newest() throws {
        try commit("z")
        try commit("b", target: "b.example")
        let before = try plans(at: "HEAD")
        try commit("a")
        try commit("c", configuration: "isc2.yaml")
        try commit("d", mode: "deletion")
        try sandbox.commit("no plan", to: "plans/e/plan.json")
        try sandbox.commit("no plan", to: "plans/readme")
        let after = try plans(at: "HEAD")
        let new = [subject("isc.yaml", "a.example"), subject("isc2.yaml", "a.example")]
        #expect(
            try after.subjects(besides: before).sorted() == [
                new[0], subject("isc.yaml", "a.example", deletes: true), new[1],
            ]
        )
        #expect(try before.subjects(besides: after) == [])
        func name(_ subject: RevisionPlans.Subject, _ plans: RevisionPlans) throws -> String? {
            let bytes = try plans.newest(subject)
            return ["a", "b", "c", "d", "z"].first { name in
                bytes.map { String(decoding: $0, as: UTF8.self).contains("\(Digest(of: Array(name.utf8)))") } ?? false
            }
        }
        #expect(try name(new[0], before) == "z" && name(new[0], after) == "a")
        #expect(try name(new[1], before) == nil && name(new[1], after) == "c")
        #expect(try name(subject("isc.yaml", "b.example"), after) == "b")
    }

    @Test("of which one commit added several for the same are refused, with what to do")
    func ambiguous() throws {
        for name in ["a", "b"] {
            try sandbox.write(
                text(name, "isc.yaml", "a.example", "registry-to-registry"),
                to: "plans/\(name)/plan.json"
            )
        }
        try sandbox.git("add", "plans")
        try sandbox.git("commit", "--quiet", "--message", "Squashed")
        let squashed = try plans(at: "main")
        let error = try #require(throws: AmbiguousPlans.self) { try squashed.newest(subject("isc.yaml", "a.example")) }
        #expect(error.paths == ["plans/a/plan.json", "plans/b/plan.json"])
        #expect("\(error)".contains("git fetch --unshallow"))
        try commit("c")
        #expect(try plans(at: "main").newest(subject("isc.yaml", "a.example")) != nil)
    }

    @Test("need a revision that there is")
    func unknown() throws {
        try sandbox.commit("x", to: "x")
        let error = try #require(throws: UnknownRevision.self) { try plans(at: "origin/main") }
        #expect("\(error)".hasPrefix("origin/main names no commit of \(sandbox.path)\n"))
        #expect(try plans(at: "HEAD").newest(subject("isc.yaml", "a.example")) == nil)
    }
}
