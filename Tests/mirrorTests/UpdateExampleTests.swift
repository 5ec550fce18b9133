// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Reviews
import TestSupport
import Testing
@testable import Plans

/// A pull request as it is reviewed: what a mirror holds is updated to the next release and to more operators.
@Suite("The example of a pull request", .waitsForPrograms)
struct UpdateExampleTests {
    @Test("plans to exactly what `plans/update.json` has, and its text tells what changes and why")
    func update() throws {
        let upstream = try ExampleUpstream()
        let target = try FakeRegistry()
        let host = target.server.host
        let shop = try upstream.workshop(target: host)
        let name = "isc.yaml"
        for example in ["update/before.yaml", "update/isc.yaml"] {
            let configuration = try ExamplesTests.publish(example, as: name, to: upstream, shop)
            let run = try shop.run(
                ["plan", "-c", name, "--to", "docker://\(host)/ocp"] + upstream.options(for: configuration)
            )
            try #require(run.status == 0, "\(run.output)\(run.errors)")
            guard example == "update/before.yaml" else { break }
            let apply = try shop.mirror("apply", "plan.json")
            try #require(apply.status == 0, "\(apply.output)\(apply.errors)")
        }
        var plan = try upstream.renamed(PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan)
            .retargeted(from: "\(host)/ocp", to: ExamplesTests.reviewedTarget)
        // The first plan had the name of this run's target in it.
        plan.fields.target.fields.lineage = Digest(of: Array("the first plan".utf8))
        let changes = try #require(plan.changes)
        plan = plan.with(
            changes: PlannedChanges(
                since: plan.target.lineage,
                operators: changes.operators,
                releases: changes.releases
            )
        )
        let file = try PlanFile(plan)
        let text = PlanMarkdown(of: file).text
        #expect(!String(decoding: file.bytes, as: UTF8.self).contains("127.0.0.1"))
        let root = ExamplesTests.root.appending(path: "plans")
        try expectFile(String(decoding: file.bytes, as: UTF8.self), at: root.appending(path: "update.json"))
        try expectFile(text, at: root.appending(path: "update.md"))
        for line in [
            "| `amd64` | `4.16.3` | `4.16.1` | 1 | configuration |", "| in sync | ", "`4.16.2` to `4.16.3`",
            "| `cincinnati-operator` | `v1` | new: **`5.0.3`** |",
            "| `odf-operator` | `stable-4.16` | new: **`4.16.1`** |",
            "| `cluster-logging` | `stable-6.2` | new: **`6.2.0`** |", "removed: `6.1.1`", "```mermaid",
        ] {
            #expect(text.contains(line), "\(line) is missing in:\n\(text)")
        }
    }
}
