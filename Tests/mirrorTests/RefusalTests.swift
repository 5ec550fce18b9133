// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

/// What must not happen does not happen, and the message says why.
@Suite("A plan is refused, and nothing is touched,", .waitsForPrograms)
struct RefusalTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host, target.host)
        try await TestImage.sample(1).push(to: upstream.host.repository("a/one"), tag: "1", with: fillingClient())
        try await TestImage.sample(2).push(to: upstream.host.repository("a/two"), tag: "1", with: fillingClient())
        try shop.configure(["\(upstream.host)/a/one:1", "\(upstream.host)/a/two:1"])
        let plan = try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.host)/ocp")
        try #require(plan.status == 0, "\(plan.errors)")
    }

    private func expectRefusal(_ run: ToolRun, _ words: String...) throws {
        #expect(run.status == 4, "\(run.output)\(run.errors)")
        for word in words { #expect(run.errors.contains(word), "\(run.errors)") }
        #expect(try shop.digest("\(target.host)/ocp/a/one:1") == nil)
    }

    @Test("when it was edited")
    func edited() throws {
        let text = try shop.read("plan.json")
        try shop.folder.write(text.replacing("a/two:1\"", with: "a/two:2\""), to: "work/plan.json")
        try expectRefusal(try shop.mirror("apply", "plan.json"), "changed after it was made", "mirror plan")
    }

    @Test("when its format is of another major version")
    func format() throws {
        let text = try shop.read("plan.json")
        try shop.folder.write(
            text.replacing("\"format_version\": \"1.1\"", with: "\"format_version\": \"2.0\""),
            to: "work/plan.json"
        )
        try expectRefusal(try shop.mirror("apply", "plan.json"), "format version 2.0")
    }

    @Test("when it is for another target")
    func otherTarget() throws {
        try expectRefusal(
            try shop.mirror("apply", "plan.json", "--to", "docker://other.example/ocp"),
            "the plan is for \(target.host)/ocp",
            "other.example/ocp"
        )
    }

    @Test("when the target changed")
    func stale() async throws {
        let intruder = try TestImage.sample(9)
        try await intruder.push(to: target.host.repository("ocp/a/two"), tag: "1", with: fillingClient())
        try expectRefusal(
            try shop.mirror("apply", "plan.json"),
            "stale",
            "\(target.host)/ocp/a/two:1: expected nothing, found \(intruder.digest)"
        )
    }

    @Test("when it was applied before")
    func applied() throws {
        let first = try shop.mirror("apply", "plan.json")
        #expect(first.status == 0, "\(first.errors)")
        let second = try shop.mirror("apply", "plan.json")
        #expect(second.status == 4)
        #expect(second.errors.contains("already applied"))
    }

    @Test("when another plan was applied since")
    func serial() throws {
        // Of the same configuration, which wants one image less now.
        try shop.configure(["\(upstream.host)/a/one:1"])
        let other = try shop.mirror(
            "plan",
            "-c",
            "isc.yaml",
            "--to",
            "docker://\(target.host)/ocp",
            "--out",
            "other.json"
        )
        #expect(other.status == 0, "\(other.errors)")
        let apply = try shop.mirror("apply", "other.json")
        #expect(apply.status == 0, "\(apply.errors)")
        let stale = try shop.mirror("apply", "plan.json")
        #expect(stale.status == 4)
        #expect(stale.errors.contains("another plan was applied to \(target.host)/ocp after this one was made"))
    }

    @Test("when it is no plan at all", arguments: ["isc.yaml", "nothing.json", "."])
    func noPlan(path: String) throws {
        let run = try shop.mirror("apply", path)
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("error: "), "\(run.errors)")
    }

    @Test("when none is named: that is a usage error")
    func usage() throws {
        #expect(try shop.mirror("apply").status == 64)
        #expect(try shop.mirror("plan").status == 64)
        #expect(try shop.mirror("plna").status == 64)
        #expect(try shop.mirror("plan", "-c", "isc.yaml", "--max-nested-paths", "-1").status == 64)
    }
}
