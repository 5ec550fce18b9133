// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

/// Anyone can edit a plan and compute its id anew, so whatever apply does is refused or stands in what `show` prints.
@Suite("A plan that was edited, with an id that fits,", .waitsForPrograms)
struct HostilePlanTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host, target.host)
        for (seed, name) in [(1, "a/one"), (2, "b/two"), (3, "b/three")] {
            let image = try TestImage.sample(UInt64(seed))
            try await image.push(to: upstream.host.repository(name), tag: "1", with: fillingClient())
        }
        try shop.git("init", "-q", "-b", "main")
        try shop.configure(["\(upstream.host)/b/two:1"], as: "team.yaml")
        try plan("team.yaml")
        try #require(try shop.mirror("apply", "plan.json").status == 0)
        try shop.configure(["\(upstream.host)/a/one:1"])
        try plan("isc.yaml")
    }

    private func plan(_ configuration: String) throws {
        let run = try shop.mirror("plan", "-c", configuration, "--to", "docker://\(target.host)/ocp")
        try #require(run.status == 0, "\(run.errors)")
    }

    /// Writes the plan with a change and the id that belongs to it.
    private func edit(_ change: (inout Plan) -> Void) throws {
        var plan = try PlanFile(reading: Data(try shop.read("plan.json").utf8)).plan
        change(&plan)
        try shop.folder.write(String(decoding: try PlanFile(plan).bytes, as: UTF8.self), to: "work/edited.json")
    }

    private func expectNothingDone() throws {
        #expect(try shop.digest("\(target.host)/ocp/a/one:1") == nil)
        #expect(try shop.git("status", "--porcelain", "plans", "ledger", "receipts", "cluster-resources") == "")
    }

    @Test("writes no other object to the cluster's files")
    func resources() throws {
        let binding = "---\nkind: ClusterRoleBinding\nmetadata:\n  name: everybody\n"
        try edit { plan in
            plan.fields.resources[0] = Resource(
                path: plan.resources[0].path,
                content: plan.resources[0].content + binding
            )
        }
        let apply = try shop.mirror("apply", "edited.json")
        #expect(apply.status == 4, "\(apply.output)\(apply.errors)")
        #expect(apply.errors.contains("itms-oc-mirror.yaml` is not the file that its images give"))
        let show = try shop.mirror("show", "edited.json")
        #expect(show.status == 4)
        #expect(show.output.contains("ClusterRoleBinding everybody"), "\(show.output)")
        try expectNothingDone()
    }

    @Test("reads from no place that it does not name")
    func sources() throws {
        try edit { $0.fields.blobs[0].fields.source = "evil.example/a/one" }
        for command in ["apply", "show"] {
            let run = try shop.mirror(command, "edited.json")
            #expect(run.status == 4)
            #expect(
                run.errors.contains("is read from `evil.example/a/one`, which is the source of no image"),
                "\(run.errors)"
            )
        }
        try expectNothingDone()
    }

    @Test("says nothing of other configurations that the ledger does not say")
    func others() throws {
        try edit { plan in
            plan.fields.others = []
            plan.fields.resources = plan.resources.map { resource in
                let lines = resource.content.split(separator: "\n", omittingEmptySubsequences: false)
                let mirrors = lines.indices.filter { lines[$0].contains("/b") }
                // The two lines of the other configuration's entry, and what begins it.
                let gone = Set(mirrors + mirrors.prefix(1).map { $0 - 1 })
                let rest = lines.indices.filter { !gone.contains($0) }.map { lines[$0] }
                return Resource(path: resource.path, content: rest.joined(separator: "\n"))
            }
        }
        let run = try shop.mirror("apply", "edited.json")
        #expect(run.status == 4)
        #expect(
            run.errors.contains("contradicts the ledger about the images of other configurations"),
            "\(run.errors)"
        )
        try expectNothingDone()
    }

    @Test("takes no configuration's images over, and shows that it would")
    func formerly() throws {
        try edit { $0.fields.options.fields.formerly = ["team.yaml"] }
        let show = try shop.mirror("show", "edited.json")
        #expect(show.output.contains("images of team.yaml count as those of isc.yaml"), "\(show.output)")
        #expect(try shop.mirror("apply", "edited.json").status == 4)
        try expectNothingDone()
    }

    @Test("shows what it leaves out, and in the place of what it puts an image")
    func options() throws {
        try edit { plan in
            plan.fields.options.fields.removeSignatures = true
            plan.fields.options.fields.ignoreReleaseSignature = true
            plan.fields.actions[0].fields.kind = .update
            plan.fields.actions[0].fields.expect = .init(destination: Digest(of: [1]))
        }
        let show = try shop.mirror("show", "edited.json")
        #expect(show.status == 0, "\(show.errors)")
        #expect(show.output.contains("planned with --ignore-release-signature --remove-signatures"), "\(show.output)")
        #expect(show.output.contains("sha256:\(Digest(of: [1]).short) → sha256:"), "\(show.output)")
    }

    @Test("shows which object is in each file, and what other configurations have to do with it")
    func shows() throws {
        let show = try shop.mirror("show", "plan.json")
        #expect(show.status == 0, "\(show.errors)")
        #expect(show.output.contains("cluster-resources/itms-oc-mirror.yaml (ImageTagMirrorSet itms-generic-0)"))
        #expect(
            show.output.contains(
                """
                  also for images of other configurations:
                    \(upstream.host)/b/two:1 as \(target.host)/ocp/b/two:1
                """
            ),
            "\(show.output)"
        )
    }
}
