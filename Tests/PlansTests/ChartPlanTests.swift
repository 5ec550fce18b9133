// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

@testable import Plans

@Suite("Charts in a plan")
struct ChartPlanTests {
    private static let digest = Digest(of: Array("chart".utf8))
    private static let record = ChartRecord(
        source: "https://charts.example/team",
        name: "web",
        version: "1.0.0",
        digest: digest,
        images: ["quay.io/a/b:1"]
    )

    /// A plan that builds a chart.
    private static var plan: Plan {
        var plan = Plan.sample
        let name = "charts.example/team/web:1.0.0"
        var action = plan.actions[0]
        action.fields.kind = .build
        action.fields.type = .helmChart
        action.fields.origins = [name]
        action.fields.source = ContentPlace(built: action.digest)
        action.fields.destination = "mirror.example:5000/ocp/charts/team/web:1.0.0"
        action.fields.platforms = nil
        action.fields.recipe = BuildRecipe(kind: .chart, base: name, layer: digest, layerSize: 10)
        plan.fields.actions.append(action)
        plan.fields.charts = [record]
        return plan
    }

    private func read(_ plan: Plan) throws -> Plan { try PlanFile(reading: Data(PlanFile(plan).bytes)).plan }

    @Test("are read as they were written")
    func written() throws {
        #expect(try read(Self.plan) == Self.plan)
        #expect(try read(Self.plan).charts == [Self.record])
        let text = String(decoding: try PlanFile(Self.plan).bytes, as: UTF8.self)
        #expect(text.contains("\"kind\": \"helm-chart\"") || text.contains("\"kind\":\"helm-chart\""))
        #expect(!String(decoding: try PlanFile(.sample).bytes, as: UTF8.self).contains("charts"))
    }

    private static let changes: [(name: String, message: String, change: @Sendable (inout Action) -> Void)] = [
        ("another base", "which is not one of its origins", { $0.fields.recipe?.fields.base = "other/web:1" }),
        ("an input", "has an input", { $0.fields.recipe?.fields.input = "https://a.example" }),
        ("platforms", "packages or platforms", { $0.fields.recipe?.fields.platforms = ["linux/amd64"] }),
        (
            "an unknown chart", "is not among the charts",
            { $0.fields.recipe?.fields.layer = BuildRecipe.Layer(Digest(of: [9]), size: 1) }
        ),
        ("another type", "has a recipe but does not build", { $0.fields.type = .helmImage }),
        ("no recipe", "is built without a recipe", { $0.fields.recipe = nil }),
    ]

    @Test("are refused where they contradict themselves", arguments: 0..<6)
    func refused(row: Int) throws {
        let (name, message, change) = Self.changes[row]
        var plan = Self.plan
        change(&plan.fields.actions[1])
        let error = #expect(throws: PlanError.self) { _ = try read(plan) }
        #expect(error.map { "\($0)".contains(message) } == true, "\(name): \(error.map { "\($0)" } ?? "")")
    }

    @Test(
        "are kept by a ledger for each version and each way of rendering, and a fresh record takes the place of its like"
    )
    func kept() {
        func record(_ version: String, inputs: Digest? = nil, images: [String] = []) -> SectionRecord {
            .chart(
                ChartRecord(
                    source: "s",
                    name: "web",
                    version: version,
                    digest: Self.digest,
                    inputs: inputs,
                    images: images
                )
            )
        }
        let known = [record("1.0.0"), record("1.0.0", inputs: Digest(of: [1]))]
        let fresh = [record("1.0.0", images: ["quay.io/a/b:1"]), record("2.0.0")]
        let kept = known.keeping(fresh)
        #expect(Set(kept.compactMap(\.chart)) == Set([known[1], fresh[0], fresh[1]].compactMap(\.chart)))
        #expect(kept.keeping(fresh) == kept)
    }

    @Test("stay in the records of a plan that leaves out images")
    func withoutImages() {
        let record = SectionRecord.chart(Self.record)
        #expect(record.without([]) == record)
        #expect([record].charts == [Self.record] && [record].graphs.isEmpty)
    }

    @Test("have a name in the cache that is their digest")
    func names() {
        #expect(ChartRecord.cacheName(of: Self.digest) == "charts/sha256/\(Self.digest.hex).tgz")
    }
}
