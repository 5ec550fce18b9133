// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import Plans
import TestSupport
import Testing

@Suite("Charts, from repositories, registries and folders", .waitsForPrograms)
struct ChartTests {
    private let world: ChartWorld

    init() async throws { world = try await ChartWorld() }

    private let images = ["team/api:2", "team/db:4", "team/side:1", "team/web:1.0"]

    private func placed(_ plan: Plan, _ type: ImageType) -> [String] {
        plan.placed.filter { $0.type == type }
            .map { "\($0.destination)".replacing("\(world.target.host)/ocp/", with: "") }
            .map { $0.replacing("localhost/", with: "") }.sorted()
    }

    @Test("are planned, applied, and in sync afterwards")
    func mainJob() throws {
        let plan = try world.plan()
        #expect(placed(plan, .helmImage) == images)
        #expect(placed(plan, .helmChart).isEmpty)
        #expect(plan.charts.map { "\($0.name) \($0.version)" }.sorted() == ["api 0.1.0", "db 4.1.0+a", "web 1.0.0"])
        let web = try #require(plan.actions.first { "\($0.destination)".hasSuffix("team/web:1.0") })
        #expect(web.requestedBy.first?.contains("(web 1.0.0): web/templates/deployment-0.yaml") == true)
        try world.apply()
        for image in images {
            #expect(try world.shop.digest(world.place(image)) == world.shop.digest("\(world.upstream.host)/\(image)"))
        }
        let again = try world.plan()
        #expect(again.actions.isEmpty && again.inSync.count == images.count)
    }

    @Test("leave no secret in plans, records and messages")
    func secrets() throws {
        let plan = try world.plan("--include-charts")
        #expect(plan.actions.count == 7)
        try world.apply()
        let files = try #require(FileManager.default.enumerator(atPath: world.shop.work))
        for case let name as String in files where name.hasSuffix(".json") || name.hasSuffix(".yaml") {
            guard let data = FileManager.default.contents(atPath: "\(world.shop.work)/\(name)") else { continue }
            #expect(data.range(of: Data(ChartServer.password.utf8)) == nil, "\(name)")
        }
        try world.shop.folder.write("repositories: []\n", to: "home/.config/helm/repositories.yaml")
        let refused = try world.shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(world.target.host)/ocp")
        #expect(refused.status != 0)
        #expect(refused.errors.contains("401") || refused.output.contains("401"))
        #expect(!"\(refused.errors)\(refused.output)".contains(ChartServer.password))
    }

    @Test("travel themselves, with the very bytes that their repositories have")
    func included() throws {
        let plan = try world.plan("--include-charts")
        #expect(placed(plan, .helmChart) == ["charts/api:0.1.0", "charts/db:4.1.0_a", "charts/team/web:1.0.0"])
        try world.apply()
        #expect(try world.pulledChart("charts/team/web:1.0.0") == world.web[0].bytes)
        #expect(try world.pulledChart("charts/db:4.1.0_a") == world.database.bytes)
        #expect(
            try world.shop.digest(world.place("charts/db:4.1.0_a"))
                == world.shop.digest("\(world.upstream.host)/charts/db:4.1.0_a")
        )
        let again = try world.plan("--include-charts")
        #expect(again.actions.isEmpty)
    }

    @Test("are built where a plan is applied, even without the cache, and a change in between is refused")
    func builtElsewhere() throws {
        try world.plan("--include-charts")
        let other = try world.shop.otherHome()
        try world.shop.folder.write(
            try world.shop.folder.read("home/.config/helm/repositories.yaml"),
            to: "other/.config/helm/repositories.yaml"
        )
        let text = TestChart.files("api", "0.1.0")["values.yaml"] ?? ""
        try world.shop.folder.write("\(text)changed: true\n", to: "work/local/api/values.yaml")
        let stale = try world.shop.mirror("apply", "plan.json", variables: other)
        #expect(stale.status == 4, "\(stale.output)\(stale.errors)")
        #expect(stale.errors.contains("has changed since the plan was made"))
        try world.shop.folder.write("tag: 1\n", to: "work/local/api/values.yaml")
        let run = try world.shop.mirror("apply", "plan.json", variables: other)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try world.pulledChart("charts/team/web:1.0.0") == world.web[0].bytes)
    }

    @Test("cross the gap, are rendered again out of the archive, and need no network there", arguments: [false, true])
    func archive(includes: Bool) throws {
        let option = includes ? ["--include-charts"] : []
        let made = try world.shop.run(
            ["plan", "-c", "isc.yaml", "--to", "file://\(world.shop.folder["archive"])"] + option
        )
        try #require(made.status == 0, "\(made.output)\(made.errors)")
        try world.apply()
        world.charts.server.stop()
        world.upstream.stop()
        for name in ["home/.cache", "work/plan.json", "work/local"] {
            try? FileManager.default.removeItem(atPath: world.shop.folder[name])
        }
        let plan = try world.plan("--from", "file://\(world.shop.folder["archive"])", "--include-charts")
        #expect(placed(plan, .helmImage) == images)
        #expect(placed(plan, .helmChart) == ["charts/api:0.1.0", "charts/db:4.1.0_a", "charts/team/web:1.0.0"])
        try world.apply()
        for image in images { #expect(try world.shop.pulls(world.place(image))) }
        #expect(try world.pulledChart("charts/team/web:1.0.0") == world.web[0].bytes)
        #expect(try world.pulledChart("charts/db:4.1.0_a") == world.database.bytes)
    }

    @Test("are pruned with the images that only they brought")
    func pruned() throws {
        try world.plan("--include-charts")
        try world.apply()
        world.charts.publish([world.web[0], world.web[1]])
        let plan = try world.plan("--include-charts", "--prune")
        #expect(
            plan.deletions.flatMap(\.destinations).map { "\($0)".replacing("\(world.target.host)/ocp/", with: "") }
                .sorted()
                == ["charts/team/web:1.0.0", "team/web:1.0"]
        )
        try world.apply()
        #expect(try world.shop.digest(world.place("team/web:1.0")) == nil)
        #expect(try world.shop.digest(world.place("charts/team/web:1.0.0")) == nil)
        #expect(try world.shop.pulls(world.place("team/side:1")))
        #expect(try world.pulledChart("charts/team/web:1.1.0") == world.web[1].bytes)
    }

    @Test("are deleted by what was recorded, after their repository is gone")
    func deleted() throws {
        try world.plan("--include-charts")
        try world.apply()
        world.charts.server.stop()
        try world.configure(section: "delete", as: "delete.yaml")
        let run = try world.shop.mirror(
            "delete",
            "plan",
            "-c",
            "delete.yaml",
            "--to",
            "docker://\(world.target.host)/ocp",
            "--out",
            "plan.json"
        )
        try #require(run.status == 0, "\(run.output)\(run.errors)")
        try world.apply()
        for image in images + ["charts/api:0.1.0", "charts/db:4.1.0_a", "charts/team/web:1.0.0"] {
            #expect(try world.shop.digest(world.place(image)) == nil, "\(image)")
        }
    }

    @Test("that fail end the plan with one finding each, and with --allow-missing the rest is planned")
    func faults() throws {
        try world.configure("\n        version: 9.9.9")
        let refused = try world.shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(world.target.host)/ocp")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("the repository has no version `9.9.9` of the chart `web`"))
        let plan = try world.plan("--allow-missing")
        #expect(placed(plan, .helmImage) == ["team/api:2", "team/db:4"])
        #expect(plan.checks.contains { $0.code == .chartFailed && $0.severity == .warning })
    }
}
