// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Files of the names that mirror writes may be anybody's.
@Suite("A manifest that mirror did not write as it is", .waitsForPrograms)
struct ForeignManifestTests {
    private static let path = "cluster-resources/itms-oc-mirror.yaml"
    private static let byHand = """
        apiVersion: config.openshift.io/v1
        kind: ImageTagMirrorSet
        metadata:
          name: mine
        spec:
          imageTagMirrors: []

        """

    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host, target.host)
        for name in ["a/one", "b/two"] {
            let image = try TestImage.sample(name == "a/one" ? 1 : 2)
            try await image.push(to: upstream.host.repository(name), tag: "1", with: fillingClient())
        }
        try shop.configure(["\(upstream.host)/a/one:1"])
        try shop.git("init", "-q", "-b", "main")
    }

    private func plan(_ options: String...) throws -> ToolRun {
        try shop.run(["plan", "-c", "isc.yaml", "--to", "docker://\(target.host)"] + options)
    }

    private func expectRefusal(_ run: ToolRun, _ words: String...) {
        #expect(run.status == 1, "\(run.output)\(run.errors)")
        for word in [Self.path] + words { #expect(run.errors.contains(word), "\(run.errors)") }
    }

    @Test("is not overwritten by a plan, which says what it would change")
    func byHand() throws {
        try shop.folder.write(Self.byHand, to: "work/\(Self.path)")
        try shop.folder.write("{\"kind\": \"MirrorPlan\"}", to: "work/plan.json")
        expectRefusal(try plan(), "-  name: mine", "+  name: itms-generic-0", "git add", "--adopt")
        #expect(try shop.read(Self.path) == Self.byHand)
        #expect(try shop.read("plan.json") == "{\"kind\": \"MirrorPlan\"}")
        #expect(!FileManager.default.fileExists(atPath: "\(shop.work)/plans"))
        // Nor where there is no git at all.
        expectRefusal(try plan("--no-audit"), "Move it away")
    }

    @Test("is not overwritten either where git has it, unless that is asked for")
    func committed() throws {
        try shop.folder.write(Self.byHand, to: "work/\(Self.path)")
        try shop.git("add", Self.path)
        try shop.git("commit", "-q", "-m", "Mine")
        expectRefusal(try plan(), "-  name: mine", "--adopt")
        expectRefusal(try plan("--dry-run"), "-  name: mine", "--adopt")
        let run = try plan("--adopt")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("note: \(Self.path) was not as mirror wrote it, and is replaced"))
        #expect(try shop.git("show", "HEAD~1:\(Self.path)") + "\n" == Self.byHand)
    }

    @Test("is replaced where that is asked for, and written again after somebody deleted it")
    func adopted() throws {
        try shop.folder.write(Self.byHand, to: "work/\(Self.path)")
        let run = try plan("--adopt")
        #expect(run.status == 0, "\(run.errors)")
        let ours = try shop.read(Self.path)
        #expect(ours.contains("itms-generic-0"))
        try shop.git("rm", "-q", Self.path)
        try shop.git("commit", "-q", "-m", "Gone")
        let again = try plan()
        #expect(again.status == 0 && again.output.contains("+ \(Self.path)"), "\(again.output)\(again.errors)")
        #expect(try shop.read(Self.path) == ours)
        #expect(try shop.mirror("plan", "--overwrite-manifests").errors.contains("it is called `--adopt` now"))
    }

    @Test("may be one of mirror's own with an edit, before a plan and before an apply", arguments: [false, true])
    func edited(isCommitted: Bool) throws {
        let options = isCommitted ? [] : ["--no-audit"]
        let first = try shop.run(["plan", "-c", "isc.yaml", "--to", "docker://\(target.host)"] + options)
        #expect(first.status == 0, "\(first.errors)")
        let ours = try shop.read(Self.path)
        try shop.folder.write(ours + "# mine\n", to: "work/\(Self.path)")
        let apply = try shop.run(["apply", "plan.json"] + options)
        expectRefusal(apply, "-# mine")
        #expect(try shop.digest("\(target.host)/a/one:1") == nil)
        try shop.configure(["\(upstream.host)/a/one:1", "\(upstream.host)/b/two:1"])
        let second = try shop.run(["plan", "-c", "isc.yaml", "--to", "docker://\(target.host)"] + options)
        expectRefusal(second, "-# mine")
        #expect(try shop.read(Self.path) == ours + "# mine\n")
        // As it was written it may be replaced, though it is not what the new plan has.
        try shop.folder.write(ours, to: "work/\(Self.path)")
        let third = try shop.run(["plan", "-c", "isc.yaml", "--to", "docker://\(target.host)"] + options)
        #expect(third.status == 0, "\(third.errors)")
        #expect(try shop.read(Self.path) != ours)
    }

    @Test("is not removed either when it is of no use any more")
    func obsolete() throws {
        #expect(try plan().status == 0)
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        let service = "cluster-resources/updateService.yaml"
        try shop.folder.write("kind: UpdateService\n", to: "work/\(service)")
        try shop.git("add", service)
        try shop.git("commit", "-q", "-m", "Mine")
        let ours = try shop.read(Self.path)
        try shop.folder.write(ours + "# mine\n", to: "work/\(Self.path)")
        try shop.configure([], as: "isc.yaml")
        let digest = try #require(try shop.digest("\(upstream.host)/a/one:1"))
        try shop.configure(["\(upstream.host)/a/one@\(digest)"])
        let run = try plan()
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("note: \(service) is not needed by this plan, but stays"))
        #expect(run.errors.contains("note: \(Self.path) is not needed by this plan, but stays"))
        #expect(try shop.read(service) == "kind: UpdateService\n")
        #expect(try shop.read(Self.path) == ours + "# mine\n")
        // As mirror wrote it, it goes.
        try shop.folder.write(ours, to: "work/\(Self.path)")
        #expect(try plan().status == 0)
        #expect(!FileManager.default.fileExists(atPath: "\(shop.work)/\(Self.path)"))
    }
}
