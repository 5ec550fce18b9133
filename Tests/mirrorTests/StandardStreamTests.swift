// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import TestSupport
import Testing

@testable import mirror

@Suite("A dash stands for a standard stream:", .waitsForPrograms)
struct StandardStreamTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host, target.host)
        try await TestImage.sample(1).push(to: upstream.host.repository("a/one"), tag: "1", with: fillingClient())
        try shop.configure(["\(upstream.host)/a/one:1"])
    }

    private var place: String { "docker://\(target.host)/ocp" }

    private func mirror(_ arguments: String..., input: String = "") throws -> ToolRun {
        try runTool(
            [Workshop.binary] + arguments,
            environment: shop.environment,
            in: shop.work,
            input: Array(input.utf8)
        )
    }

    @Test("a plan goes from one command to the next")
    func plan() throws {
        let plan = try mirror("plan", "-c", "isc.yaml", "--to", place, "-o", "-")
        #expect(plan.status == 0, "\(plan.errors)")
        let file = try PlanFile(reading: Data(plan.output.utf8))
        #expect(plan.errors.contains("Plan: 1 to copy"), "\(plan.errors)")
        #expect(!FileManager.default.fileExists(atPath: shop.folder["work/-"]))
        let json = try mirror("plan", "-c", "isc.yaml", "--to", place, "-o", "-", "--json")
        #expect(json.output == plan.output)

        let shown = try mirror("show", "-", input: plan.output)
        #expect(shown.output.contains("Plan: 1 to copy"), "\(shown.errors)")
        let applied = try mirror("apply", "-", input: plan.output)
        #expect(applied.status == 0, "\(applied.errors)")
        #expect(try shop.digest("\(target.host)/ocp/a/one:1") == file.plan.actions[0].digest.description)
        #expect(try shop.git("log", "-1", "--format=%s").hasPrefix("Apply \(file.id.short)"))
    }

    @Test("a terminal gets a log that does not wrap")
    func log() throws {
        try #require(try mirror("plan", "-c", "isc.yaml", "--to", place).status == 0)
        let command = ["script", "-qec", "\(Workshop.binary) log --no-color", "/dev/null"]
        let run = try runTool(command, environment: shop.environment, in: shop.work)
        #expect(run.output.contains("Plan "), "\(run.output)\(run.errors)")
        #expect(run.output.split(whereSeparator: \.isNewline).allSatisfy { $0.count < 80 }, "\(run.output)")
        #expect(try mirror("log").lines.count == 1)
    }

    @Test("a configuration is read, and has a name of its own in the plan")
    func configuration() throws {
        let text = try shop.read("isc.yaml")
        let plan = try mirror("plan", "-c", "-", "--to", place, "-o", "plan.json", input: text)
        #expect(plan.status == 0, "\(plan.errors)")
        let file = try PlanFile(reading: Data(try shop.folder.read("work/plan.json")))
        #expect(file.plan.configuration.path == "standard-input.yaml")
        #expect(try shop.read("plans/\(file.id.short)/standard-input.yaml") == text)
        let wrong = try mirror("plan", "-c", "-", "--to", place, input: "kind: X\n")
        #expect(wrong.status == 1)
        #expect(wrong.errors.contains("standard-input.yaml:1:7: error: "), "\(wrong.errors)")
    }

    @Test("nothing at all is no plan and no configuration")
    func nothing() throws {
        #expect(try mirror("show", "-").errors.hasPrefix("error: standard input is empty\n"))
        #expect(try mirror("apply", "-", input: "{}").errors.hasPrefix("error: standard input: this is not a plan: "))
        #expect(try mirror("plan", "-c", "-", "--to", place).status == 1)
    }

    @Test("a file that has to be one is refused, with what to write")
    func files() throws {
        let report = try mirror("plan", "-c", "isc.yaml", "--to", place, "--from", "file://x", "--report-missing", "-")
        #expect(report.errors.contains("--report-missing -: the report is not written to standard output\n"))
        let pin = try mirror("pin", "-c", "isc.yaml", "--out", "-")
        #expect(pin.errors.contains("Name a file: --out FILE"), "\(pin.errors)")
    }
}
