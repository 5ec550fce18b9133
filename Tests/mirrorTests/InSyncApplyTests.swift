// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Registry
import TestSupport
import Testing

/// What somebody else deletes at the target between plan and apply.
@Suite("What a plan calls in sync", .waitsForPrograms)
struct InSyncApplyTests {
    @Test("and is gone makes the plan stale, and the next plan brings it back with its signature")
    func gone() async throws {
        let upstream = try RegistryProcess()
        let target = try RegistryProcess()
        let shop = try Workshop(insecure: upstream.host, target.host)
        let client = fillingClient()
        let image = try TestImage.sample(1)
        let signature = try TestImage.signature(of: image)
        try await image.push(to: upstream.host.repository("a/one"), tag: "1", with: client)
        try await signature.push(to: upstream.host.repository("a/one"), tag: image.signatureTag, with: client)
        try await TestImage.sample(2).push(to: upstream.host.repository("a/two"), tag: "1", with: client)
        let to = "docker://\(target.host)/x"
        try shop.configure(["\(upstream.host)/a/one:1"])
        #expect(try shop.mirror("plan", "-c", "isc.yaml", "--to", to).status == 0)
        #expect(try shop.mirror("apply", "plan.json").status == 0)

        try shop.configure(["\(upstream.host)/a/one:1", "\(upstream.host)/a/two:1"])
        for digest in [signature.digest, image.digest] {
            #expect(try shop.mirror("plan", "-c", "isc.yaml", "--to", to).status == 0)
            let repository = try target.host.repository("x/a/one")
            try await client.delete(repository, .digest(digest))
            let stale = try shop.mirror("apply", "plan.json")
            #expect(stale.status == 4, "\(stale.output)\(stale.errors)")
            #expect(stale.errors.contains("\(repository)"), "\(stale.errors)")
            #expect(try shop.digest("\(target.host)/x/a/two:1") == nil, "nothing was touched")

            try shop.configure(["\(upstream.host)/a/one:1"])
            #expect(try shop.mirror("plan", "-c", "isc.yaml", "--to", to).status == 0)
            let apply = try shop.mirror("apply", "plan.json")
            #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
            #expect(try shop.digest("\(repository):1") == "\(image.digest)")
            #expect(try shop.digest("\(repository):\(image.signatureTag)") == "\(signature.digest)")
            try shop.configure(["\(upstream.host)/a/one:1", "\(upstream.host)/a/two:1"])
        }
    }
}
