// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

/// An apply to a target that is new here.
@Suite("The first apply to a target", .waitsForPrograms)
struct FirstApplyTests {
    private let upstream: RegistryProcess
    private let shop: Workshop

    init() async throws {
        upstream = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host)
        try await TestImage.sample(1).push(to: upstream.host.repository("a/one"), tag: "1", with: fillingClient())
        try shop.configure(["\(upstream.host)/a/one:1"])
    }

    @Test("that places nothing leaves no target, and the same plan can be applied once it may")
    func placesNothing() async throws {
        let target = try FakeRegistry()
        try shop.reach(insecure: target.host)
        #expect(try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.server.host)/x").status == 0)
        let refusal = #"{"errors":[{"code":"DENIED","message":"read-only"}]}"#
        target.inject(FakeRegistryFault(.status(403, body: refusal), method: "POST", times: 99))
        let failed = try shop.mirror("apply", "plan.json")
        #expect(failed.status == 3, "\(failed.output)\(failed.errors)")
        #expect(!FileManager.default.fileExists(atPath: "\(shop.work)/ledger"))
        #expect(try shop.mirror("log").lines.first?.contains("0 of 1 images, incomplete") == true)

        // Without a ledger it is not the only target, which would be taken for what is meant.
        let lost = try shop.mirror("plan", "-c", "isc.yaml")
        #expect(lost.status != 0 && lost.errors.contains("--to"), "\(lost.errors)")
        target.heal()
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        #expect(FileManager.default.fileExists(atPath: "\(shop.work)/ledger"))
        #expect(try shop.mirror("plan", "-c", "isc.yaml").status == 0)
    }

    @Test("is not followed by a note that an image is wanted no more whose source cannot be asked")
    func unreachableSource() async throws {
        let target = try RegistryProcess()
        try shop.reach(insecure: target.host)
        let to = "docker://\(target.host)/x"
        #expect(try shop.mirror("plan", "-c", "isc.yaml", "--to", to).status == 0)
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        try shop.configure(["\(upstream.host)/a/one:1", "\(upstream.host)/a/none:1"])
        let plan = try shop.mirror("plan", "-c", "isc.yaml", "--to", to)
        #expect(plan.status == 1)
        for word in ["no longer wanted", "applying this plan"] {
            #expect(!plan.errors.contains(word), "\(plan.errors)")
        }

        try shop.configure(["\(upstream.host)/a/none:1"])
        let other = try shop.mirror("plan", "-c", "isc.yaml", "--to", to)
        #expect(other.status == 1 && !other.errors.contains("no longer wanted"), "\(other.errors)")
    }
}
