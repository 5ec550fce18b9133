// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// What random sequences of mirroring and deleting ran into, each for itself.
@Suite("Deleting what is not as it seems", .waitsForPrograms)
struct DeletionHazardTests {
    private let upstream: FakeRegistry
    private let target: RegistryProcess
    private let shop: Workshop

    init() throws {
        upstream = try FakeRegistry()
        target = try RegistryProcess()
        shop = try Workshop(
            insecure: upstream.host,
            target.host,
            variables: ["MIRROR_TO": "docker://\(target.host)/ocp"]
        )
    }

    private func mirror(_ names: [String], prunes: Bool = false) throws {
        let host = try upstream.host
        try shop.configure(names.map { "\(host)/\($0)" })
        let plan = try shop.run(["plan", "-c", "isc.yaml"] + (prunes ? ["--prune"] : []))
        try #require(plan.status == 0, "\(plan.errors)")
        try apply()
    }

    private func delete(_ names: [String]) throws {
        let host = try upstream.host
        let head = "kind: DeleteImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\n"
        let list = names.map { "  - name: \(host)/\($0)\n" }.joined()
        try shop.folder.write("\(head)delete:\n  additionalImages:\n\(list)", to: "work/disc.yaml")
        let plan = try shop.run(["delete", "plan", "-c", "disc.yaml"])
        try #require(plan.status == 0, "\(plan.errors)")
    }

    private func apply() throws {
        let apply = try shop.mirror("apply", "plan.json")
        try #require(apply.status == 0, "\(apply.output)\(apply.errors)")
    }

    private func planned() throws -> Plan { try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan }

    private func digest(_ name: String) throws -> String? { try shop.digest("\(target.host)/ocp/\(name)") }

    @Test("a tag that the registry kept, and to which somebody gave an image since, is theirs")
    func takenLeftover() async throws {
        let shared = try TestImage.sample(1)
        for tag in ["1", "2"] { upstream.add(shared, to: "a/one", tag: tag) }
        upstream.add(try .sample(2), to: "a/one", tag: "3")
        try mirror(["a/one:1", "a/one:2", "a/one:3"])
        try delete(["a/one:1"])
        try apply()
        let theirs = try TestImage.sample(3)
        try await theirs.push(to: target.host.repository("ocp/a/one"), tag: "1", with: fillingClient())
        try delete(["a/one:3"])
        #expect(try planned().deletions.flatMap(\.tags) == ["3"])
        try apply()
        #expect(try digest("a/one:1") == "\(theirs.digest)")
        // Whoever names the tag means what is there now.
        try delete(["a/one:1"])
        #expect(try planned().deletions.map(\.digest) == [theirs.digest])
    }

    @Test("pruning goes on where the same plan brings referrers, whose list is a tag of the repository")
    func growingList() async throws {
        let (old, kept, new) = (try TestImage.sample(1), try TestImage.sample(2), try TestImage.sample(3))
        for (image, tag) in [(old, "1"), (kept, "2"), (new, "3")] { upstream.add(image, to: "a/one", tag: tag) }
        upstream.add(try .referrer(to: kept, type: "application/vnd.example.first"), to: "a/one")
        try mirror(["a/one:1", "a/one:2"])
        // One list grows, and one is new.
        upstream.add(try .referrer(to: kept, type: "application/vnd.example.second"), to: "a/one")
        upstream.add(try .referrer(to: new, type: "application/vnd.example.first"), to: "a/one")
        let host = try upstream.host
        try shop.configure(["\(host)/a/one:2", "\(host)/a/one:3"])
        #expect(try shop.mirror("plan", "-c", "isc.yaml", "--prune", "--refresh").status == 0)
        #expect(try planned().deletions.flatMap(\.tags) == ["1"])
        #expect(try planned().actions.count { $0.type == .referrer } == 2)
        try apply()
        #expect(try digest("a/one:1") == nil)
        let client = fillingClient()
        let repository = try target.host.repository("ocp/a/one")
        #expect(try await client.referrers(repository, of: kept.digest).count == 2)
        #expect(try await client.referrers(repository, of: new.digest).count == 1)
    }

    @Test("a signature that is asked for by itself stays when its image is pruned")
    func signatureAlone() async throws {
        let image = try TestImage.sample(1)
        upstream.add(image, to: "a/one", tag: "1")
        upstream.add(try .sample(2), to: "a/one", tag: "2")
        let signature = try TestImage.signature(of: image)
        try mirror(["a/one:1", "a/one:2"])
        // Signed since.
        upstream.add(signature, to: "a/one", tag: image.signatureTag)
        try mirror(["a/one:2", "a/one:\(image.signatureTag)"], prunes: true)
        #expect(try digest("a/one:1") == nil)
        #expect(try digest("a/one:\(image.signatureTag)") == "\(signature.digest)")
        try mirror(["a/one:2", "a/one:\(image.signatureTag)"], prunes: true)
        #expect(try digest("a/one:\(image.signatureTag)") == "\(signature.digest)")
    }
}
