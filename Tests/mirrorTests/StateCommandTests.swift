// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import Plans
import TestSupport
import Testing

/// What is on targets, by the record of real applies: two clones merge, somebody deletes, a target goes.
///
/// Only real git and a real registry show that the driver is called, and what a tag holds.
@Suite("The state of targets", .waitsForPrograms)
struct StateCommandTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host, target.host)
        for (seed, name) in ["a/one", "a/two", "a/three"].enumerated() {
            try await TestImage.sample(UInt64(seed)).push(
                to: upstream.host.repository(name),
                tag: "1",
                with: fillingClient()
            )
        }
    }

    private var place: String { "\(target.host)/ocp" }

    @discardableResult
    private func apply(_ name: String, in folder: String? = nil) throws -> ToolRun {
        let plan = try shop.mirror(
            "plan",
            "-c",
            "\(name).yaml",
            "--to",
            "docker://\(place)",
            "-o",
            "\(name).json",
            in: folder
        )
        #expect(plan.status == 0, "\(plan.errors)")
        let run = try shop.mirror("apply", "\(name).json", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        return run
    }

    @Test("of two clones that applied at once is that of both, whoever merges")
    func twoClones() throws {
        for (name, image) in [("isc", "one"), ("two", "two"), ("three", "three")] {
            try shop.configure(["\(upstream.host)/a/\(image):1"], as: "\(name).yaml")
        }
        try apply("isc")
        try shop.folder.write(
            "ledger/*.json merge=mirror-ledger\nreceipts/*.json merge=mirror-ledger\ncluster-resources/* merge=union\n",
            to: "work/.gitattributes"
        )
        try shop.git("add", ".gitattributes", "isc.yaml", "two.yaml", "three.yaml")
        try shop.git("commit", "-qm", "Configurations")
        #expect(try shop.git("config", "merge.mirror-ledger.driver").hasPrefix("mirror merge-ledger %O %A %B %P"))
        let driver = "'\(Workshop.binary)' merge-ledger %O %A %B %P"
        try shop.git("config", "merge.mirror-ledger.driver", driver)
        let clone = shop.folder["clone"]
        try shop.git("clone", "-q", ".", clone)
        try shop.git("-C", clone, "config", "merge.mirror-ledger.driver", driver)
        try apply("two")
        try apply("three", in: clone)
        try shop.git("fetch", "-q", clone, "HEAD:refs/heads/theirs")
        try shop.git("-C", clone, "fetch", "-q", shop.work, "HEAD:refs/heads/theirs")
        try shop.git("merge", "-q", "--no-edit", "theirs")
        try shop.git("-C", clone, "merge", "-q", "--no-edit", "theirs")
        let path = LedgerFile.path(of: place)
        let merged = try shop.read(path)
        #expect(try merged == String(contentsOfFile: "\(clone)/\(path)", encoding: .utf8))
        let ledger = try LedgerFile.read(Data(merged.utf8), from: path)
        #expect(ledger.serial == 3)
        #expect(Set(ledger.entries.values.flatMap(\.wantedBy)) == ["isc.yaml", "three.yaml", "two.yaml"])
        // The next plan doubts nothing, and has nothing to copy.
        let next = try shop.mirror("plan", "-c", "two.yaml", "--to", "docker://\(place)", "-o", "next.json", "--prune")
        #expect(next.status == 0, "\(next.errors)")
        #expect(!(next.output + next.errors).contains("ledger-older"))
    }

    @Test("is compared with the registry, with exit code 2 for a difference")
    func drift() async throws {
        try shop.configure(["\(upstream.host)/a/one:1", "\(upstream.host)/a/two:1"])
        try apply("isc")
        let same = try shop.mirror("drift", "--deep")
        #expect(same.status == 0, "\(same.errors)")
        #expect(same.output.contains("all 2 images are as the ledger says"))
        try await TestImage.sample(77).push(to: target.host.repository("ocp/a/two"), tag: "1", with: fillingClient())
        let changed = try shop.mirror("drift")
        #expect(changed.status == 2, "\(changed.errors)")
        #expect(changed.output.contains("overwritten \(place)/a/two:1"), "\(changed.output)")
        #expect(changed.output.contains("To plan the repair: mirror drift --repair --to docker://\(place)"))
        try apply("isc")
        #expect(try shop.mirror("drift").status == 0)
        let unknown = try shop.mirror("drift", "-c", "isk.yaml")
        #expect(unknown.status == 1 && unknown.errors.contains("Did you mean isc.yaml?"))
    }

    @Test("is listed, shown, moved and forgotten")
    func life() throws {
        try shop.configure(["\(upstream.host)/a/one:1"])
        try apply("isc")
        #expect(try shop.mirror("state", "list").output.hasPrefix("\(place)\t1\t1\t"))
        let shown = try shop.mirror("state", "show")
        #expect(shown.output.contains("isc.yaml: 1 image"), "\(shown.errors)")
        let dry = try shop.mirror("state", "move", "docker://\(place)", "docker://\(target.host)/new", "--dry-run")
        #expect(dry.status == 0 && dry.output.contains("would be"), "\(dry.errors)")
        let moved = try shop.mirror("state", "move", place, "\(target.host)/new")
        #expect(moved.status == 0 && moved.output.contains("Committed as"), "\(moved.errors)")
        #expect(try shop.mirror("state", "list").output.hasPrefix("\(target.host)/new\t1\t2\t"))
        #expect(try shop.read("cluster-resources/itms-oc-mirror.yaml").contains("\(target.host)/new"))
        let forgotten = try shop.mirror("state", "forget", "\(target.host)/new")
        #expect(forgotten.status == 0, "\(forgotten.errors)")
        #expect(try shop.mirror("state", "list").output.contains("No target is known"))
        #expect(!FileManager.default.fileExists(atPath: shop.folder["work/cluster-resources"]))
        // The images are still there, and the next plan finds them.
        #expect(try apply("isc").status == 0)
    }

    @Test("is not needed to list the images of a configuration")
    func images() throws {
        try shop.configure(["\(upstream.host)/a/one:1"])
        let run = try shop.mirror("list", "images", "-c", "isc.yaml")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.hasPrefix("additional-image\t\(upstream.host)/a/one:1\tsha256:"), "\(run.output)")
        try shop.configure(["\(upstream.host)/a/none:1"])
        let missing = try shop.mirror("list", "images", "-c", "isc.yaml", "--to", "docker://\(place)")
        #expect(missing.status == 1 && missing.output.contains("the source has no such image"), "\(missing.output)")
        #expect(missing.output.contains("\(place)/a/none:1"))
    }
}
