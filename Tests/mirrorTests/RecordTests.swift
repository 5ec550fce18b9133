// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import Plans
import TestSupport
import Testing

/// What is done to a target is in the record, whoever else is at work and whatever ends the run.
@Suite("Nothing of a record is lost", .waitsForPrograms)
struct RecordTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let held: HeldImage
    private let shop: Workshop

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        held = try HeldImage(TestImage.sample(99, layers: [200_000]))
        shop = try Workshop(insecure: upstream.host, target.host, held.host)
        for (seed, name) in ["a/one", "a/two", "a/three"].enumerated() {
            try await TestImage.sample(UInt64(seed)).push(
                to: upstream.host.repository(name),
                tag: "1",
                with: fillingClient()
            )
        }
        try shop.configure(["\(upstream.host)/a/one:1", "\(upstream.host)/a/two:1"], as: "a.yaml")
        try shop.configure(["\(upstream.host)/a/one:1", "\(upstream.host)/a/three:1"], as: "b.yaml")
    }

    @discardableResult
    private func plan(_ name: String, _ options: String..., variables: [String: String] = [:]) throws -> ToolRun {
        let arguments = ["plan", "-c", "\(name).yaml", "--to", "docker://\(target.host)/ocp", "-o", "\(name).json"]
        return try shop.run(arguments + options, variables: variables)
    }

    private var ledgerPath: String { LedgerFile.path(of: "\(target.host)/ocp") }

    private func ledger() throws -> TargetLedger {
        try LedgerFile.read(Data(try shop.read(ledgerPath).utf8), from: ledgerPath)
    }

    /// The images that a configuration wants, as the ledger has them.
    private func wishes(of configuration: String) throws -> [String] {
        try ledger().entries.values.filter { $0.wantedBy.contains(configuration) }
            .map { String($0.image.destination.description.dropFirst("\(target.host)/ocp/".count)) }.sorted()
    }

    @Test("by two users of one repository who apply at the same time")
    func twoUsers() async throws {
        try shop.configure([held.reference, "\(upstream.host)/a/one:1", "\(upstream.host)/a/two:1"], as: "a.yaml")
        let other = try shop.otherHome()
        try #require(try plan("a").status == 0)
        try #require(try plan("b", variables: other).status == 0)
        var (refused, second): (ToolRun?, ToolRun?)
        let first = try await shop.startApply("a.json", "--parallelism", "2") { _ in
            try await shop.wait(for: "done ")
            refused = try shop.mirror("apply", "b.json", "--wait", "0", variables: other)
            held.release()
            second = try shop.mirror("apply", "b.json", variables: other)
        }
        #expect(refused?.status == 1 && refused?.errors.contains("another `mirror apply`") == true)
        #expect(first.status == 0, "\(first.errors)")
        #expect(second?.status == 0, "\(second?.errors ?? "")")
        #expect(second?.errors.contains("note: 1 other plan was applied") == true, "\(second?.errors ?? "")")
        #expect(try ledger().serial == 2)
        #expect(try wishes(of: "a.yaml") == ["a/one:1", "a/two:1", "held:1"])
        #expect(try wishes(of: "b.yaml") == ["a/one:1", "a/three:1"])
        // Clusters read one set of files, for both.
        let sets = try shop.read("cluster-resources/itms-oc-mirror.yaml")
        for host in ["\(upstream.host)/a", "\(try held.host)"] { #expect(sets.contains(host), "\(sets)") }
        // Nobody prunes what the other wants.
        try shop.configure(["\(upstream.host)/a/two:1", held.reference], as: "a.yaml")
        #expect(try plan("a", "--prune", "--max-deletes", "100%").status == 0)
        #expect(try shop.mirror("apply", "a.json").status == 0)
        for name in ["a/one", "a/two", "a/three", "held"] {
            #expect(try shop.digest("\(target.host)/ocp/\(name):1") != nil)
        }
        #expect(try shop.git("status", "--porcelain", "ledger", "receipts", "cluster-resources", "plans") == "")
    }

    @Test(
        "by a step of recording that fails, when the same plan is run again",
        .enabled(if: geteuid() == 0, "only root becomes somebody else")
    )
    func hole() throws {
        try #require(try plan("a").status == 0)
        try shop.folder.makeDirectory("work/receipts")
        try shop.outside("chown", "-R", "4242:4242", shop.folder.path)
        // The ledger can be written, and the receipt cannot.
        try shop.outside("chown", "0:0", "\(shop.work)/receipts")
        func apply() throws -> ToolRun {
            try shop.outside(
                "setpriv",
                "--reuid=4242",
                "--regid=4242",
                "--clear-groups",
                Workshop.binary,
                "apply",
                "a.json"
            )
        }
        let failed = try apply()
        #expect(failed.status == 1 && failed.errors.contains("the record of it is not committed"), "\(failed.errors)")
        #expect(try ledger().lastPlanIsComplete)
        try shop.outside("chown", "4242:4242", "\(shop.work)/receipts")
        let again = try apply()
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.output == "The plan was applied before; its record is committed now.\n")
        #expect(try apply().status == 4)
        try shop.outside("chown", "-R", "0:0", shop.folder.path)
        #expect(try shop.git("status", "--porcelain", "ledger", "receipts", "cluster-resources", "plans") == "")
        #expect(try shop.mirror("log", ".").lines.count == 2)
    }

    @Test("by a receipt that is gone, as a version before this one could leave it")
    func lostReceipt() throws {
        try #require(try plan("a").status == 0)
        try #require(try shop.mirror("apply", "a.json").status == 0)
        let path = try #require(try shop.outside("find", "receipts", "-type", "f").lines.first)
        let receipt = try shop.read(path)
        try shop.git("rm", "-q", path)
        let again = try shop.mirror("apply", "a.json")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try shop.read(path) == receipt)
        #expect(try shop.git("status", "--porcelain", "receipts") == "")
    }

    @Test("by a lock of git that stays: it is told before anything is copied")
    func foreignLock() throws {
        try #require(try plan("a").status == 0)
        try shop.folder.write("", to: "work/.git/index.lock")
        let refused = try shop.mirror("apply", "a.json")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("rm \(shop.work)/.git/index.lock"), "\(refused.errors)")
        #expect(try shop.digest("\(target.host)/ocp/a/one:1") == nil)
        #expect(try plan("b").status == 1)
    }

    @Test("by a ledger that is older than its receipts: that is told, and nothing is pruned")
    func olderLedger() throws {
        for name in ["a", "b"] {
            try #require(try plan(name).status == 0)
            try #require(try shop.mirror("apply", "\(name).json").status == 0)
        }
        let first = try #require(
            try shop.git("log", "--format=%H", "--", ledgerPath).split(separator: "\n").last.map(String.init)
        )
        try shop.git("checkout", first, "--", ledgerPath)
        try shop.configure(["\(upstream.host)/a/two:1"], as: "a.yaml")
        let pruning = try plan("a", "--prune", "--max-deletes", "100%")
        #expect(pruning.status == 1)
        for word in ["knows nothing of plan", "of b.yaml", "git log --all -- \(ledgerPath)"] {
            #expect(pruning.errors.contains(word), "\(pruning.errors)")
        }
        // Adding goes on, and the doubt with it, until the other configuration is applied again.
        #expect(try plan("a").output.contains("the ledger is older"))
        #expect(try shop.mirror("apply", "a.json").status == 0)
        #expect(try ledger().serial == 3)
        #expect(try plan("a", "--prune").status == 1)
        #expect(try plan("b").status == 0)
        #expect(try shop.mirror("apply", "b.json").status == 0)
        #expect(try plan("a", "--prune", "--max-deletes", "100%").status == 0)
        #expect(try shop.mirror("apply", "a.json").status == 0)
        #expect(try shop.digest("\(target.host)/ocp/a/three:1") != nil)
    }

    @Test("by a repository that was taken back, or a branch that lacks an apply: nothing is pruned either")
    func undone() throws {
        for name in ["a", "b"] {
            try #require(try plan(name).status == 0)
            try #require(try shop.mirror("apply", "\(name).json").status == 0)
        }
        try shop.git("reset", "-q", "--hard", "HEAD~2")
        try shop.configure(["\(upstream.host)/a/two:1"], as: "a.yaml")
        let pruning = try plan("a", "--prune", "--max-deletes", "100%")
        #expect(pruning.status == 1 && pruning.errors.contains("of b.yaml"), "\(pruning.errors)")
        #expect(try plan("a").status == 0)
        #expect(try shop.mirror("apply", "a.json").status == 0)
        #expect(try plan("a", "--prune").status == 1)
        #expect(try plan("b").status == 0)
        #expect(try shop.mirror("apply", "b.json").status == 0)
        #expect(try plan("a", "--prune", "--max-deletes", "100%").status == 0)
    }

    @Test("by two histories that were merged: their conflict is named, with a remedy that works")
    func conflict() throws {
        try #require(try plan("a").status == 0)
        try #require(try shop.mirror("apply", "a.json").status == 0)
        let good = try shop.read(ledgerPath)
        try shop.folder.write("<<<<<<< HEAD\n\(good)=======\n\(good)>>>>>>> other\n", to: "work/\(ledgerPath)")
        let waiting = try plan("b")
        #expect(waiting.status == 1)
        #expect(waiting.errors.contains("conflict markers at line 1"), "\(waiting.errors)")
        #expect(waiting.errors.contains("git checkout HEAD -- \(ledgerPath)"), "\(waiting.errors)")
        try shop.git("commit", "-q", "-a", "-m", "Merge")
        let committed = try plan("b")
        let commit = try shop.git("log", "--format=%H", "-1", "HEAD~1", "--", ledgerPath)
        #expect(committed.errors.contains("git checkout \(commit.prefix(12)) -- \(ledgerPath)"), "\(committed.errors)")
        try shop.git("checkout", String(commit.prefix(12)), "--", ledgerPath)
        #expect(try plan("b").status == 0)
    }

    @Test("by links in the place of a file: what they lead to stays")
    func links() throws {
        try shop.git("init", "-q")
        let victim = try shop.folder.write("precious\n", to: "victim")
        let manager = FileManager.default
        for link in [
            "work/.git/mirror.lock", "home/state/mirror/locks/\(LedgerFile.name(of: "\(target.host)/ocp")).lock",
        ] {
            let parent = URL(filePath: shop.folder[link]).deletingLastPathComponent()
            try manager.createDirectory(at: parent, withIntermediateDirectories: true)
            try manager.createSymbolicLink(atPath: shop.folder[link], withDestinationPath: victim)
            let run = try link.hasPrefix("work") ? plan("a") : shop.mirror("apply", "a.json")
            #expect(run.status == 1 && run.errors.contains("it is a symbolic link"), "\(run.errors)")
            try manager.removeItem(atPath: shop.folder[link])
            try #require(try plan("a").status == 0)
        }
        // The plan's own file takes the place of a link to another plan.
        try shop.folder.write(try shop.read("a.json"), to: "elsewhere.json")
        try manager.removeItem(atPath: "\(shop.work)/a.json")
        try manager.createSymbolicLink(
            atPath: "\(shop.work)/a.json",
            withDestinationPath: shop.folder["elsewhere.json"]
        )
        let before = try shop.folder.read("elsewhere.json")
        try shop.configure(["\(upstream.host)/a/two:1"], as: "a.yaml")
        try #require(try plan("a").status == 0)
        #expect(try shop.folder.read("elsewhere.json") == before)
        #expect(try shop.folder.read("victim") == Array("precious\n".utf8))
    }

    @Test("by a home that cannot be written to")
    func noHome() throws {
        var variables = ["HOME": "/dev/null", "TMPDIR": try shop.folder.makeDirectory("tmp"), "XDG_STATE_HOME": ""]
        for role in ["AUTHOR", "COMMITTER"] {
            variables["GIT_\(role)_NAME"] = "Ada"
            variables["GIT_\(role)_EMAIL"] = "ada@example.com"
        }
        let plan = try plan("a", variables: variables)
        #expect(plan.status == 0, "\(plan.errors)")
        #expect(plan.errors.contains("set XDG_STATE_HOME and XDG_CACHE_HOME"), "\(plan.errors)")
        let apply = try shop.mirror("apply", "a.json", variables: variables)
        #expect(apply.status == 0, "\(apply.errors)")
        // What stands there already, and is anybody's, is not used.
        let folder = shop.folder["tmp/mirror-\(geteuid())"]
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
        let refused = try shop.mirror("apply", "a.json", variables: variables)
        #expect(refused.status == 1 && refused.errors.contains("XDG_STATE_HOME"), "\(refused.errors)")
        variables["XDG_STATE_HOME"] = shop.folder["state"]
        #expect(try shop.mirror("apply", "a.json", variables: variables).status == 4)
    }
}
