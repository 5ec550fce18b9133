// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// What moved upstream, and what somebody changed at the target, in one plan: only the whole tool has ledger, receipts and
/// recorded plans together.
@Suite("The causes of changes", .waitsForPrograms)
struct ChangeCauseTests {
    private let world: OperatorWorld
    private var shop: Workshop { world.shop }

    init() async throws { world = try await OperatorWorld() }

    private func foo(_ versions: [String]) -> TestOperator {
        let entries = zip(versions, [nil] + versions.map { $0 as String? }).map { version, before in
            "foo.v\(version)" + (before.map { " > foo.v\($0)" } ?? "")
        }
        return TestOperator("foo", default: "beta", [("beta", entries)])
    }

    @Test("are told apart: a catalog that moved, a tag that was overwritten, an image that the configuration adds")
    func causes() async throws {
        try await world.publish([foo(["0.3.0", "0.3.1"])])
        for name in ["a", "b"] {
            try await world.push(TestImage(layers: [[UInt8](name.utf8)]), as: "quay.io/tools/\(name)", tag: "1")
        }
        let operators = [
            "- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo", "    channels:",
            "    - name: beta",
        ]
        try world.configure(operators + ["additionalImages:", "- name: quay.io/tools/a:1"])
        let first = try world.plan()
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.contains("  + foo beta: 0.3.1 (configuration)\n"), "\(first.output)")
        #expect(Set(try world.written.actions.map(\.cause)) == [.configuration])
        #expect(!first.output.contains("missing at destination"))
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        let applied = try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).id

        try await world.publish([foo(["0.3.1", "0.4.0"])])
        try await TestImage(layers: [Array("strange".utf8)]).push(
            to: world.target.host.repository("ocp/tools/a"),
            tag: "1",
            with: fillingClient()
        )
        let second = try world.plan()
        #expect(second.status == 0, "\(second.errors)")
        let plan = try world.written
        let causes = Dictionary(grouping: plan.actions, by: \.cause).mapValues { Set($0.map(\.type)) }
        #expect(causes[.upstream] == [.operatorBundle, .operatorRelatedImage, .operatorCatalog])
        #expect(causes[.drift] == [.additionalImage] && causes.count == 2)
        #expect(plan.changes?.since == applied)
        #expect(second.output.contains("  ~ foo beta: 0.3.1 → 0.4.0, bundles: 1 added"), "\(second.output)")
        #expect(second.output.contains("(overwritten since apply of plan \(applied.short))"))
        #expect(second.output.contains("  drift: 1 image"))

        try world.configure(
            operators + ["additionalImages:", "- name: quay.io/tools/a:1", "- name: quay.io/tools/b:1"]
        )
        #expect(try world.plan().status == 0)
        let added = try world.written.actions.first { $0.destination == world.place("tools/b:1") }
        #expect(added?.cause == .configuration)
    }

    @Test("are followed by a warning where a version goes from which the mirror still offers an update")
    func lostUpdate() async throws {
        try await world.publish([foo(["0.3.0", "0.3.1"])])
        let operators = [
            "- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo", "    channels:",
            "    - name: beta",
        ]
        try world.configure(operators + ["      minVersion: 0.3.0"])
        #expect(try world.plan().status == 0)
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        try world.configure(operators)
        let run = try world.plan("--prune", "--max-deletes", "100%")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try world.written.checks.map(\.code).contains(.lostUpdate), "\(run.output)")
        #expect(run.output.contains("foo.v0.3.0 (to foo.v0.3.1)"), "\(run.output)")
    }
}
