// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

/// What the tool leaves in the user's repository, and what it leaves alone.
@Suite("The audit trail", .waitsForPrograms)
struct AuditTrailTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    /// What keeps an apply busy until a test has seen what it wants to see.
    private let held: HeldImage
    private let shop: Workshop

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        held = try HeldImage(TestImage.sample(99, layers: [200_000]))
        shop = try Workshop(insecure: upstream.host, target.host, held.host)
        try await TestImage.sample(1).push(to: upstream.host.repository("a/one"), tag: "1", with: fillingClient())
        try shop.folder.makeDirectory("work/conf")
        try shop.configure(["\(upstream.host)/a/one:1"], as: "conf/isc.yaml")
    }

    private func plan(_ options: String...) throws -> ToolRun {
        let arguments = ["plan", "-c", "conf/isc.yaml", "--to", "docker://\(target.host)"] + options
        return try shop.run(arguments)
    }

    /// Wants an image that is held up and some that are not: an apply of two transfers is caught in the middle.
    private func wantHeldImage() async throws {
        var images = [held.reference]
        for index in 0..<5 {
            let image = try TestImage.sample(UInt64(100 + index))
            try await image.push(to: upstream.host.repository("many/image\(index)"), tag: "1", with: fillingClient())
            images.append("\(upstream.host)/many/image\(index):1")
        }
        try shop.configure(images, as: "conf/isc.yaml")
    }

    @Test("lives in the repository around the configuration and leaves everything else as it was")
    func existingRepository() throws {
        try shop.git("init", "-q", "-b", "main")
        try shop.folder.write("one", to: "work/tracked")
        try shop.git("add", "tracked", "conf/isc.yaml")
        try shop.git("commit", "-q", "-m", "Begin")
        try shop.folder.write("two", to: "work/staged")
        try shop.git("add", "staged")
        try shop.folder.write("changed", to: "work/tracked")
        let before = try shop.git("status", "--porcelain", "tracked", "staged")
        #expect(try plan().status == 0)
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.errors)")
        #expect(try shop.git("status", "--porcelain", "tracked", "staged") == before)
        #expect(try shop.git("status", "--porcelain", "plans", "ledger", "receipts", "cluster-resources") == "")
        #expect(try shop.git("rev-list", "--count", "HEAD") == "3")
        #expect(
            try shop.git("show", "--name-only", "--format=", "HEAD~1").split(separator: "\n").allSatisfy {
                $0.hasPrefix("plans/") || $0.hasPrefix("cluster-resources/") || $0 == ".gitattributes"
            }
        )
        #expect(try shop.read("plan.json").contains("\"path\": \"conf/isc.yaml\""))
        #expect(try shop.git("fsck", "--strict") == "")
    }

    @Test("makes a repository in the configuration's folder where there is none")
    func newRepository() throws {
        #expect(try plan().status == 0)
        #expect(FileManager.default.fileExists(atPath: "\(shop.work)/conf/.git"))
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.errors)")
        let log = try shop.mirror("log", "conf")
        #expect(log.lines.count == 2, "\(log.output)\(log.errors)")
    }

    @Test("is written but not committed with --no-audit")
    func noAudit() throws {
        #expect(try plan("--no-audit").status == 0)
        #expect(try shop.mirror("apply", "plan.json", "--no-audit").status == 0)
        #expect(!FileManager.default.fileExists(atPath: "\(shop.work)/conf/.git"))
        let files = try shop.outside("find", "conf", "-type", "f").lines.sorted()
        #expect(files.contains { $0.hasPrefix("conf/ledger/") } && files.contains { $0.hasPrefix("conf/receipts/") })
        #expect(try shop.mirror("plan", "-c", "conf/isc.yaml", "--no-audit", "-detailed-exitcode").status == 0)
    }

    @Test("keeps the manifests of a second target in a folder of their own")
    func secondTarget() throws {
        #expect(try plan().status == 0)
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        let first = try shop.read("conf/cluster-resources/itms-oc-mirror.yaml")
        let second = try shop.mirror("plan", "-c", "conf/isc.yaml", "--to", "docker://\(target.host)/second")
        #expect(second.status == 0, "\(second.errors)")
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        #expect(try shop.read("conf/cluster-resources/itms-oc-mirror.yaml") == first)
        let folder = "\(target.host)".replacing(":", with: "_") + "~second"
        #expect(try shop.read("conf/cluster-resources/\(folder)/itms-oc-mirror.yaml").contains("/second/"))
        let unnamed = try shop.mirror("plan", "-c", "conf/isc.yaml")
        #expect(unnamed.status == 1)
        #expect(unnamed.errors.contains("several targets are known"))
    }

    @Test("is completed by the same plan where only the commit failed")
    func failedCommit() async throws {
        try await wantHeldImage()
        #expect(try plan().status == 0)
        let blocked = try await shop.startApply("plan.json", "--parallelism", "2") { _ in
            try await shop.wait(for: "done ")
            try shop.folder.write("", to: "work/conf/.git/index.lock")
            held.release()
        }
        #expect(blocked.status == 1, "\(blocked.output)\(blocked.errors)")
        #expect(blocked.errors.contains("the images are copied, but the record of it is not committed"))
        #expect(blocked.errors.contains("rm \(shop.work)/conf/.git/index.lock"), "\(blocked.errors)")
        try FileManager.default.removeItem(atPath: "\(shop.work)/conf/.git/index.lock")
        let again = try shop.mirror("apply", "plan.json")
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.output == "The plan was applied before; its record is committed now.\n")
        #expect(try shop.mirror("log", "conf").lines.count == 2)
        #expect(try shop.mirror("apply", "plan.json").status == 4)
    }

    @Test("never overwrites the configuration or a stranger's file with a plan")
    func protectedFiles() throws {
        let before = try shop.read("conf/isc.yaml")
        let own = try plan("-out", "conf/isc.yaml")
        #expect(own.status == 1)
        #expect(own.errors.contains("is the configuration itself"))
        try shop.folder.write("precious", to: "work/notes.txt")
        let other = try plan("--out", "notes.txt")
        #expect(other.status == 1)
        #expect(other.errors.contains("exists and is not a plan"))
        #expect(try shop.read("conf/isc.yaml") == before && shop.read("notes.txt") == "precious")
        let nowhere = try plan("--out", "no/such/plan.json")
        #expect(nowhere.status == 1)
        #expect(
            nowhere.errors.contains("no/such/plan.json: the plan cannot be written: there is no such file or folder")
        )
    }

    @Test("lets one apply at a time work on a target")
    func oneAtATime() async throws {
        try await wantHeldImage()
        #expect(try plan().status == 0)
        let first = try await shop.startApply("plan.json", "--parallelism", "2") { _ in
            try await shop.wait(for: "done ")
            let second = try shop.mirror("apply", "plan.json", "--wait", "0")
            held.release()
            #expect(second.status == 1)
            #expect(second.errors.contains("is running on this machine"), "\(second.errors)")
        }
        #expect(first.status == 0, "\(first.output)\(first.errors)")
    }

    @Test("refuses before it begins where it could not commit")
    func detachedHead() throws {
        try shop.git("init", "-q", "-b", "main")
        try shop.git("add", ".")
        try shop.git("commit", "-q", "-m", "Begin")
        try shop.git("checkout", "-q", "--detach")
        let run = try plan()
        #expect(run.status == 1)
        #expect(run.errors.contains("detached") && run.errors.contains("--no-audit"), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: "\(shop.work)/plan.json"))
    }

    @Test("finishes what runs at the first Ctrl-C, and the same plan carries on")
    func interrupt() async throws {
        try await wantHeldImage()
        #expect(try plan().status == 0)
        let run = try await shop.startApply("plan.json", "--parallelism", "2") { program in
            try await shop.wait(for: "done ")
            program.send(SIGINT)
            try await shop.wait(for: "Interrupt received")
            held.release()
        }
        #expect(run.status == 130, "\(run.output)\(run.errors)")
        #expect(run.errors.contains("Interrupt received"))
        #expect(run.output.contains("Apply interrupted."))
        let again = try shop.mirror("apply", "plan.json")
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        #expect(again.output.contains("already there"))
        #expect(try shop.mirror("plan", "-c", "conf/isc.yaml", "-detailed-exitcode").status == 0)
    }

    @Test("survives kill -9 in the middle of an apply")
    func killed() async throws {
        try await wantHeldImage()
        #expect(try plan().status == 0)
        let run = try await shop.startApply("plan.json", "--parallelism", "2") { program in
            try await shop.wait(for: "done ")
            program.send(SIGKILL)
            held.release()
        }
        #expect(run.status == 128 + 9)
        let again = try shop.mirror("apply", "plan.json")
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        #expect(try shop.mirror("plan", "-c", "conf/isc.yaml", "-detailed-exitcode").status == 0)
    }
}
