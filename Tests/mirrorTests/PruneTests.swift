// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// Pruning: a configuration loses what it placed and nobody wants any more, and nothing else.
@Suite("Pruning", .waitsForPrograms)
struct PruneTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop

    init() throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(
            insecure: upstream.host,
            target.host,
            variables: ["MIRROR_TO": "docker://\(target.host)/ocp"]
        )
    }

    private func push(_ image: TestImage, as name: String, tag: String = "1") async throws -> String {
        try await image.push(to: upstream.host.repository(name), tag: tag, with: fillingClient())
        return "\(upstream.host)/\(name):\(tag)"
    }

    private func mirror(_ images: [String], as name: String = "isc.yaml", _ options: String...) throws {
        try shop.configure(images, as: name)
        let plan = try shop.run(["plan", "-c", name] + options)
        try #require(plan.status == 0, "\(plan.errors)")
        let apply = try shop.mirror("apply", "plan.json")
        try #require(apply.status == 0, "\(apply.output)\(apply.errors)")
    }

    private func prune(_ images: [String], as name: String = "isc.yaml", _ options: String...) throws -> ToolRun {
        try shop.configure(images, as: name)
        return try shop.run(["plan", "-c", name, "--prune"] + options)
    }

    private func planned() throws -> Plan { try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan }

    private func gone() throws -> [String] {
        try planned().deletions.flatMap(\.destinations).map {
            String($0.description.dropFirst("\(target.host)/ocp/".count))
        }
    }

    private func pulls(_ name: String) throws -> Bool { try shop.pulls("\(target.host)/ocp/\(name)") }

    @Test("deletes what is wanted no more and what was replaced, after everything new is there")
    func wholeJob() async throws {
        let names = [
            try await push(try .sample(1), as: "a/one"), try await push(try .sample(2), as: "a/two"),
            try await push(try .sample(3), as: "b/three"),
        ]
        try mirror(names)
        _ = try await push(try .sample(4), as: "a/two")
        let added = try await push(try .sample(5), as: "b/four")
        let run = try prune([names[1], added])
        #expect(run.status == 0, "\(run.errors)")
        let plan = try planned()
        #expect(plan.mode == .registryToRegistry)
        #expect(plan.summary.copy == 1 && plan.summary.update == 1 && plan.summary.delete == 3)
        let old = try TestImage.sample(2).digest
        #expect(try gone() == ["a/one:1", "a/two@\(old)", "b/three:1"])
        #expect(plan.deletions[0].reason == "isc.yaml placed it and does not want it any more")
        #expect(plan.deletions[1].reason == "isc.yaml placed it, and its tag is given to something else")
        #expect(plan.deletions[0].proof.contains("no configuration in the ledger asks for it"))
        #expect(run.output.contains("no longer wanted (isc.yaml)\n  - "), "\(run.output)")
        let before = try target.storedBytes()
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        #expect(apply.lines.last?.contains("Images: 2 copied") == true, "\(apply.output)")
        #expect(apply.lines.last?.contains("Manifests and tags: 3 deleted.") == true, "\(apply.output)")
        let filled = try target.storedBytes()
        #expect(filled > before - plan.summary.bytesToTransfer)
        try target.collectGarbage()
        #expect(try filled - target.storedBytes() == plan.summary.bytesToReclaim)
        #expect(try pulls("a/two:1") && pulls("b/four:1"))
        #expect(try shop.digest("\(target.host)/ocp/a/one:1") == nil)
        let again = try prune([names[1], added], as: "isc.yaml", "--detailed-exitcode")
        #expect(again.status == 0, "\(again.output)")
    }

    @Test("never deletes what it did not place, what others want, and what somebody else put there")
    func others() async throws {
        let names = try await [
            push(try .sample(1), as: "a/mine"), push(try .sample(2), as: "a/theirs"),
            push(try .sample(3), as: "a/shared"), push(try .sample(4), as: "a/moved"),
        ]
        try await TestImage.sample(2).push(to: target.host.repository("ocp/a/theirs"), tag: "1", with: fillingClient())
        try mirror(names)
        try mirror([names[2]], as: "other.yaml")
        try await TestImage.sample(9).push(to: target.host.repository("ocp/a/moved"), tag: "1", with: fillingClient())
        let kept = try await push(try .sample(5), as: "a/kept")
        let run = try prune([kept])
        #expect(run.status == 0, "\(run.errors)")
        #expect(try gone() == ["a/mine:1"])
        let moved = try #require(try planned().kept.first)
        #expect(moved.destination == "\(target.host)/ocp/a/moved:1")
        #expect(moved.neededBy.first?.contains("which mirror did not place") == true)
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        #expect(try pulls("a/theirs:1") && pulls("a/shared:1") && pulls("a/moved:1"))
        // When the last one that wants it is gone, whoever placed it may delete it.
        try mirror([kept], as: "other.yaml")
        #expect(try prune([kept]).status == 0)
        #expect(try gone() == ["a/shared:1"])
    }

    @Test("never deletes a part of what the same plan brings")
    func partOfNew() async throws {
        let (one, two) = (try TestImage.sample(1), try TestImage.sample(2))
        let names = [try await push(one, as: "a/one"), try await push(two, as: "a/one", tag: "2")]
        try mirror(names)
        let index = try TestImage.index([(Platform("linux/amd64"), one), (Platform("linux/arm64"), .sample(3))])
        let added = try await push(index, as: "a/one", tag: "all")
        #expect(try prune([added]).status == 0)
        let plan = try planned()
        #expect(plan.deletions.filter { $0.kind == .manifest }.map(\.digest) == [two.digest])
        #expect(plan.kept.map(\.digest) == [one.digest])
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        #expect(try pulls("a/one:all"))
        try target.collectGarbage()
        #expect(try pulls("a/one:all"))
    }

    @Test("stops at a limit, which a person can raise")
    func limit() async throws {
        var names: [String] = []
        for number in UInt64(1)...24 { names.append(try await push(try .sample(number), as: "a/image\(number)")) }
        try mirror(names)
        let refused = try prune(Array(names.prefix(3)))
        #expect(refused.status == 1)
        #expect(refused.errors.contains("21 of the 24 images that isc.yaml placed would go"), "\(refused.errors)")
        #expect(refused.errors.contains("--max-deletes 21"), "\(refused.errors)")
        #expect(try prune(Array(names.prefix(4))).status == 0, "20 may always go")
        #expect(try prune(Array(names.prefix(4)), as: "isc.yaml", "--max-deletes", "19").status == 1)
        #expect(try prune(Array(names.prefix(3)), as: "isc.yaml", "--max-deletes", "90%").status == 0)
        let typo = try prune(names, as: "isc.yaml", "--max-deletes", "many")
        #expect(typo.status != 0 && typo.errors.contains("expected a number, or a share such as 25%"))
    }

    @Test("deletes nothing while something is not copied")
    func failedCopy() async throws {
        let names = [try await push(try .sample(1), as: "a/one"), try await push(try .sample(2), as: "a/two")]
        try mirror([names[0]])
        #expect(try prune([names[1]]).status == 0)
        upstream.stop()
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 3, "\(apply.output)\(apply.errors)")
        #expect(apply.lines.last?.contains("Manifests and tags: 0 deleted, 1 not started.") == true, "\(apply.output)")
        #expect(try pulls("a/one:1"))
    }

    @Test("leaves what a lost configuration wants, and takes it under its new name")
    func renamed() async throws {
        let names = [try await push(try .sample(1), as: "a/one"), try await push(try .sample(2), as: "a/two")]
        try mirror(names, as: "old.yaml")
        try FileManager.default.removeItem(atPath: shop.folder["work/old.yaml"])
        let run = try prune([names[0]], as: "new.yaml")
        #expect(run.status == 0)
        #expect(try gone().isEmpty)
        #expect(run.output.contains("--formerly old.yaml"), "\(run.output)")
        let typo = try prune([names[0]], as: "new.yaml", "--formerly", "odl.yaml")
        #expect(typo.status == 1 && typo.errors.contains("did you mean `old.yaml`?"), "\(typo.errors)")
        #expect(try prune([names[0]], as: "new.yaml", "--formerly", "old.yaml").status == 0)
        #expect(try gone() == ["a/two:1"])
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        #expect(
            try !shop.read("ledger/\("\(target.host)/ocp".replacing(":", with: "_").replacing("/", with: "~")).json")
                .contains("old.yaml")
        )
    }

    @Test("is for registries only")
    func archive() throws {
        try shop.configure(["quay.io/a/b:1"])
        let run = try shop.mirror("plan", "-c", "isc.yaml", "--prune", "--to", "file://out")
        #expect(run.status == 1 && run.errors.contains("is an archive, from which nothing is ever deleted"))
    }
}
