// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// Files for clusters before 4.13, which know no mirror sets.
@Suite("With --icsp", .waitsForPrograms)
struct ContentSourcePolicyTests {
    private let upstream: FakeRegistry
    private let target: FakeRegistry
    private let shop: Workshop

    init() throws {
        upstream = try FakeRegistry()
        target = try FakeRegistry()
        shop = try Workshop(insecure: upstream.host, target.host)
        let image = try TestImage.sample(1)
        upstream.add(image, to: "a/one", tag: "1")
        try shop.configure(["\(upstream.server.host)/a/one:1"])
    }

    private func plan(_ options: String...) throws -> ToolRun {
        try shop.run(
            ["plan", "-c", "isc.yaml", "--to", "docker://\(target.server.host)/ocp", "--detailed-exitcode"] + options
        )
    }

    @Test("a policy takes the place of mirror sets, and the next plan without the option turns back")
    func replaces() throws {
        let run = try plan("--icsp")
        #expect(run.status == 2, "\(run.output)\(run.errors)")
        #expect(run.output.contains("+ cluster-resources/icsp-oc-mirror.yaml (ImageContentSourcePolicy generic-0)"))
        #expect(!run.output.contains("itms-oc-mirror"))
        #expect(run.output.contains("--icsp"), "a review shows the options")
        let policy = try shop.read("cluster-resources/icsp-oc-mirror.yaml")
        #expect(policy.contains("    source: \(upstream.server.host)/a\n"))
        #expect(policy.contains("    - \(target.server.host)/ocp/a\n"))
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        #expect(try plan("--icsp").status == 0, "nothing is left to do")

        let back = try plan()
        #expect(back.status == 2, "the files change, and nothing else")
        #expect(back.output.contains("- cluster-resources/icsp-oc-mirror.yaml"))
        #expect(back.output.contains("+ cluster-resources/itms-oc-mirror.yaml (ImageTagMirrorSet itms-generic-0)"))
    }

    @Test("an archive is refused, because it has no files for clusters")
    func archive() throws {
        let run = try shop.mirror("plan", "-c", "isc.yaml", "--to", "file://usb", "--icsp")
        #expect(run.status == 1)
        #expect(run.errors.contains("--icsp is about files for clusters") && run.errors.contains("mirror plan --from"))
    }
}
