// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// Deleting on Debian's registry: what was asked for is gone, and everything else pulls whole.
@Suite("Deleting", .waitsForPrograms)
struct DeletionTests {
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

    /// Mirrors images to the namespace `ocp`.
    private func mirror(_ images: [String], to registry: RegistryProcess? = nil) throws {
        try shop.configure(images)
        let plan = try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\((registry ?? target).host)/ocp")
        try #require(plan.status == 0, "\(plan.errors)")
        let apply = try shop.mirror("apply", "plan.json")
        try #require(apply.status == 0, "\(apply.output)\(apply.errors)")
    }

    /// Writes what is to be deleted.
    private func ask(_ images: [String]) throws {
        let head = "kind: DeleteImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\n"
        let list = images.map { "  - name: \($0)\n" }.joined()
        try shop.folder.write("\(head)delete:\n  additionalImages:\n\(list)", to: "work/disc.yaml")
    }

    private func plan(_ options: String..., to registry: RegistryProcess? = nil) throws -> ToolRun {
        let to = "docker://\((registry ?? target).host)/ocp"
        return try shop.run(["delete", "plan", "-c", "disc.yaml", "--to", to] + options)
    }

    private func planned() throws -> Plan { try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan }

    private func pulls(_ name: String) throws -> Bool { try shop.pulls("\(target.host)/ocp/\(name)") }

    @Test("takes signatures and referrers along, leaves what is shared, and says what the garbage collector can free")
    func whole() async throws {
        let base = SeededBytes.layer(1, length: 200_000)
        let one = try TestImage(layers: [base, SeededBytes.layer(2, length: 70_000)])
        let names = [
            try await push(one, as: "a/one"),
            try await push(try TestImage(layers: [base, SeededBytes.layer(3, length: 5000)]), as: "a/two"),
            try await push(try TestImage(layers: [base, SeededBytes.layer(4, length: 5000)]), as: "b/three"),
        ]
        _ = try await push(try TestImage.signature(of: one), as: "a/one", tag: one.signatureTag)
        _ = try await push(try TestImage.referrer(to: one, type: "application/vnd.example"), as: "a/one", tag: nil)
        try mirror(names)
        try ask([names[0]])
        let run = try plan("-detailed-exitcode")
        #expect(run.status == 2, "\(run.output)\(run.errors)")
        #expect(run.errors.contains("isc.yaml still asks for") || run.output.contains("isc.yaml still asks for"))
        let plan = try planned()
        #expect(plan.kept.isEmpty)
        #expect(plan.deletions.filter { $0.with == nil }.map(\.destinations) == [["\(target.host)/ocp/a/one:1"]])
        #expect(Set(plan.deletions.map(\.type)).isSuperset(of: [.additionalImage, .signature, .referrer]))
        #expect(plan.deletions.allSatisfy { !$0.proof.isEmpty })
        #expect(try shop.digest("\(target.host)/ocp/a/one:1") != nil, "planning changes nothing")

        let before = try target.storedBytes()
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        #expect(apply.lines.last?.hasPrefix("Apply complete! Manifests and tags: ") == true, "\(apply.output)")
        #expect(try shop.digest("\(target.host)/ocp/a/one:1") == nil)
        #expect(try shop.digest("\(target.host)/ocp/a/one:\(one.signatureTag)") == nil)
        try target.collectGarbage()
        #expect(try before - target.storedBytes() == plan.summary.bytesToReclaim)
        #expect(try pulls("a/two:1"))
        #expect(try pulls("b/three:1"))
        let ledger = try shop.read(
            "ledger/\("\(target.host)/ocp".replacing(":", with: "_").replacing("/", with: "~")).json"
        )
        #expect(!ledger.contains("\"destination\": \"\(target.host)/ocp/a/one"))
        #expect(ledger.contains("/ocp/a/two:1"))
        #expect(try shop.git("log", "-1", "--format=%s").contains("complete"))

        let again = try self.plan("-detailed-exitcode")
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        #expect(again.output.contains("Nothing to delete."), "\(again.output)")
        #expect(again.output.contains("not at the target"), "\(again.output)")
    }

    @Test("never takes the manifest of another tag: where the registry deletes no tags, nothing goes")
    func sharedDigest() async throws {
        let image = try TestImage.sample(1)
        let names = [try await push(image, as: "a/one"), try await push(image, as: "a/one", tag: "2")]
        try mirror(names)
        try ask([names[0]])
        let run = try plan()
        #expect(run.status == 0, "\(run.errors)")
        let plan = try planned()
        #expect(plan.deletions.map(\.kind) == [.tags])
        #expect(plan.kept.flatMap(\.neededBy) == ["the tag \(target.host)/ocp/a/one:2 names the same manifest"])
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        #expect(apply.output.contains("this registry deletes manifests only by digest"), "\(apply.output)")
        #expect(apply.lines.last?.contains("0 deleted, 1 kept by the registry") == true, "\(apply.output)")
        #expect(try pulls("a/one:1"))
        #expect(try pulls("a/one:2"))
        #expect(try self.plan("--detailed-exitcode").status == 0, "what the registry refused is not asked for again")
        // With the other it is nobody's any more.
        try ask([names[1]])
        #expect(try self.plan().status == 0)
        #expect(try planned().deletions.map(\.tags) == [["1", "2"]])
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        #expect(try shop.digest("\(target.host)/ocp/a/one:2") == nil)
    }

    @Test("an index goes with the children that no other index has")
    func indexes() async throws {
        let (one, two, three) = (try TestImage.sample(1), try TestImage.sample(2), try TestImage.sample(3))
        let (amd, arm) = (try Platform("linux/amd64"), try Platform("linux/arm64"))
        let first = try TestImage.index([(amd, one), (arm, two)])
        let second = try TestImage.index([(amd, three), (arm, two)])
        let names = [try await push(first, as: "a/one"), try await push(second, as: "a/one", tag: "2")]
        try mirror(names)
        try ask([names[0]])
        #expect(try plan().status == 0)
        #expect(Set(try planned().deletions.map(\.digest)) == [first.digest, one.digest])
        let before = try target.storedBytes()
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        #expect(try pulls("a/one:2"))
        try target.collectGarbage()
        #expect(try before - target.storedBytes() == planned().summary.bytesToReclaim)
        #expect(try pulls("a/one:2"))
    }

    @Test("spares what a configuration keeps, and says which")
    func keep() async throws {
        let names = [try await push(try .sample(1), as: "a/one"), try await push(try .sample(2), as: "a/two")]
        try mirror(names)
        try shop.configure([names[1]], as: "keep.yaml")
        try ask(names)
        let run = try plan("--keep", "keep.yaml")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("keep.yaml wants it"), "\(run.output)")
        #expect(try planned().kept.map(\.destination) == ["\(target.host)/ocp/a/two:1"])
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        #expect(try shop.digest("\(target.host)/ocp/a/one:1") == nil)
        #expect(try pulls("a/two:1"))
    }

    /// What somebody does between plan and apply.
    enum Change: CaseIterable {
        /// The tag that goes is another image now.
        case moved
        /// Somebody gave the image that goes another name.
        case named
    }

    @Test("stops where the registry changed after the plan was made", arguments: Change.allCases)
    func stale(change: Change) async throws {
        let image = try TestImage.sample(1)
        let names = [try await push(image, as: "a/one"), try await push(try .sample(2), as: "a/one", tag: "2")]
        try mirror(names)
        try ask([names[0]])
        #expect(try plan().status == 0)
        let (other, tag) = change == .moved ? (try TestImage.sample(3), "1") : (image, "3")
        try await other.push(to: target.host.repository("ocp/a/one"), tag: tag, with: fillingClient())
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 4, "\(apply.output)\(apply.errors)")
        #expect(apply.errors.contains("the plan is stale"), "\(apply.errors)")
        #expect(try pulls("a/one:\(tag)"))
        #expect(try pulls("a/one:1"))
    }

    @Test("is refused in one message by a registry that deletes nothing")
    func switchedOff() async throws {
        let strict = try RegistryProcess(.init(allowsDeletes: false))
        let shop = try Workshop(insecure: upstream.host, strict.host)
        let names = try await [push(try .sample(1), as: "a/one"), push(try .sample(2), as: "a/two")]
        try shop.configure(names)
        let to = "docker://\(strict.host)/ocp"
        #expect(try shop.mirror("plan", "-c", "isc.yaml", "--to", to).status == 0)
        #expect(try shop.mirror("apply", "plan.json", "--parallelism", "1").status == 0)
        let head = "kind: DeleteImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\n"
        let list = names.map { "  - name: \($0)\n" }.joined()
        try shop.folder.write("\(head)delete:\n  additionalImages:\n\(list)", to: "work/disc.yaml")
        #expect(try shop.run(["delete", "plan", "-c", "disc.yaml", "--to", to]).status == 0)
        let apply = try shop.mirror("apply", "plan.json", "--parallelism", "1")
        #expect(apply.status == 3, "\(apply.output)\(apply.errors)")
        let text = apply.output + apply.errors
        #expect(text.contains("storage.delete.enabled: true"), "\(text)")
        #expect(apply.output.contains("1 failed, 1 not started"), "\(apply.output)")
        #expect(try shop.digest("\(strict.host)/ocp/a/one:1") != nil)
    }
}
