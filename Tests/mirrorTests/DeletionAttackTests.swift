// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// Deleting where somebody else works on the same registry, or the machine knows less than it should: nothing that is
/// needed goes.
@Suite("Deleting beside others", .waitsForPrograms)
struct DeletionAttackTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop

    init() throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host, target.host)
    }

    private func push(_ image: TestImage, as name: String, tag: String? = "1") async throws -> String {
        try await image.push(to: upstream.host.repository(name), tag: tag, with: fillingClient())
        return "\(upstream.host)/\(name):\(tag ?? "")"
    }

    private func put(_ image: TestImage, as name: String, tag: String?) async throws {
        try await image.push(to: target.host.repository(name), tag: tag, with: fillingClient())
    }

    private func mirror(_ images: [String], as name: String = "isc.yaml", to namespace: String = "/ocp") throws {
        try shop.configure(images, as: name)
        let plan = try shop.mirror("plan", "-c", name, "--to", "docker://\(target.host)\(namespace)")
        try #require(plan.status == 0, "\(plan.errors)")
        try apply()
    }

    private func apply() throws {
        let apply = try shop.mirror("apply", "plan.json")
        try #require(apply.status == 0, "\(apply.output)\(apply.errors)")
    }

    private func delete(_ images: [String], _ options: String...) throws -> ToolRun {
        let head = "kind: DeleteImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\n"
        let list = images.map { "  - name: \($0)\n" }.joined()
        try shop.folder.write("\(head)delete:\n  additionalImages:\n\(list)", to: "work/disc.yaml")
        return try shop.run(["delete", "plan", "-c", "disc.yaml", "--to", "docker://\(target.host)/ocp"] + options)
    }

    private func planned() throws -> Plan { try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan }

    private func gone() throws -> [PlacedName] { try planned().deletions.flatMap(\.destinations) }

    @Test("spares what somebody pushed under a tag that the registry had kept")
    func movedLeftover() async throws {
        let image = try TestImage.sample(1)
        let names = [try await push(image, as: "a/one"), try await push(image, as: "a/one", tag: "2")]
        let third = try await push(try .sample(3), as: "a/one", tag: "3")
        try mirror(names + [third])
        #expect(try delete([names[0]]).status == 0)
        try apply()
        try await put(try .sample(9), as: "ocp/a/one", tag: "1")
        #expect(try delete([third]).status == 0)
        #expect(try gone() == ["\(target.host)/ocp/a/one:3"])
    }

    @Test("spares the content that a kept configuration names by its digest, whatever its tag")
    func keptDigest() async throws {
        let image = try TestImage.sample(1)
        let name = try await push(image, as: "a/one")
        try mirror([name])
        try shop.configure(["\(upstream.host)/a/one@\(image.digest)"], as: "keep.yaml")
        let run = try delete([name], "--keep", "keep.yaml")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try planned().deletions.allSatisfy { $0.kind == .tags }, "\(run.output)")
    }

    @Test("pruning spares what the ledger of another namespace of the same registry wants")
    func otherNamespace() async throws {
        let image = try TestImage.sample(1)
        let other = try await push(try .sample(2), as: "b/two")
        let name = try await push(image, as: "a/one")
        let same = try await push(image, as: "ocp/a/one")
        try mirror([name, other])
        try mirror([same], as: "other.yaml", to: "")
        try shop.configure([other])
        let run = try shop.mirror("plan", "-c", "isc.yaml", "--prune", "--to", "docker://\(target.host)/ocp")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try gone().isEmpty, "\(run.output)")
        #expect(try planned().kept.flatMap(\.neededBy).contains { $0.hasPrefix("other.yaml wants it") })
    }

    @Test("does not take the name of a configuration that is still there")
    func formerButPresent() async throws {
        let names = [try await push(try .sample(1), as: "a/one"), try await push(try .sample(2), as: "a/two")]
        try mirror([names[0]], as: "theirs.yaml")
        try mirror([names[1]], as: "mine.yaml")
        let run = try shop.mirror(
            "plan",
            "-c",
            "mine.yaml",
            "--prune",
            "--formerly",
            "theirs.yaml",
            "--to",
            "docker://\(target.host)/ocp"
        )
        #expect(
            run.status == 1 && run.errors.contains("theirs.yaml: that configuration is still there"),
            "\(run.errors)"
        )
    }

    @Test("does not take an index for a list of referrers because of its tag")
    func notAList() async throws {
        let whole = try TestImage.sample(1)
        let amd = try Platform("linux/amd64")
        let index = try TestImage.index([(amd, try .sample(2)), (try Platform("linux/arm64"), try .sample(3))])
        let name = try await push(whole, as: "a/one")
        try mirror([name])
        // As a catalog that is filtered has the tag of the one that it was made from.
        try await put(index, as: "ocp/a/one", tag: "\(Tag(of: whole.digest))")
        let run = try delete([name])
        #expect(run.status == 0, "\(run.errors)")
        #expect(try gone() == ["\(target.host)/ocp/a/one:1"], "\(run.output)")
    }
}
