// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import TestSupport
import Testing

/// The commands as people type them, without a file for the plan: other tests have one for themselves to read.
@Suite("A plan and its apply, by name", .waitsForPrograms)
struct LookingTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host, target.host)
        for (seed, name) in ["a/one", "b/two"].enumerated() {
            let image = try TestImage.sample(UInt64(seed))
            try await image.push(to: upstream.host.repository(name), tag: "1", with: fillingClient())
        }
        try shop.configure(["\(upstream.host)/a/one:1"])
        try shop.git("init", "-q", "-b", "main")
        try shop.git("add", ".")
        try shop.git("commit", "-q", "-m", "Begin")
    }

    private func mirror(_ arguments: String..., in folder: String? = nil) throws -> ToolRun {
        try shop.runExactly(arguments, in: folder)
    }

    private var to: String { "docker://\(target.host)" }

    /// The names of the recorded plans.
    private var plans: [String] {
        get throws { try shop.outside("sh", "-c", "ls plans 2>/dev/null").lines.filter { !$0.isEmpty } }
    }

    /// Every file of the user's folder with its digest, git's own files included.
    private var listing: [String] {
        get throws {
            try shop.outside("sh", "-c", "find . -type f | sort | xargs -d '\\n' sha256sum; find . -type d").lines
        }
    }

    @Test("leaves no file but those of the record; the id, its first digits and --pending name the plan")
    func named() throws {
        let first = try mirror("plan", "-c", "isc.yaml", "--to", to)
        #expect(first.status == 0, "\(first.errors)")
        let id = try #require(try plans.first)
        #expect(first.errors.contains("Review it, then run: mirror apply \(id)"), "\(first.errors)")
        #expect(first.errors.contains("plans/\(id)/ (3 files)") && !first.errors.contains("git push"))
        #expect(try shop.git("status", "--porcelain") == "")
        #expect(try mirror("show").output == mirror("show", String(id.prefix(5))).output)

        let none = try mirror("apply")
        #expect(none.status == 64 && none.errors.contains("mirror apply \(id)"), "\(none.errors)")
        let applied = try mirror("apply", String(id.prefix(4)))
        #expect(applied.status == 0, "\(applied.errors)")
        #expect(
            applied.errors.hasPrefix("mirror will copy 1 image at \(target.host) (plan \(id) of isc.yaml)\n"),
            "\(applied.errors)"
        )
        #expect(applied.errors.contains("receipts/\(id).json"))
        #expect(try mirror("apply", "--pending").errors.contains("Nothing to apply: "))
        #expect(try mirror("apply", id).status == 4)
        #expect(try mirror("log").output.contains("0 to delete (applied)"))
    }

    @Test("is found by its id from another folder, and is not taken for another plan")
    func elsewhere() throws {
        try shop.folder.makeDirectory("other")
        #expect(
            try mirror("plan", "-c", "../work/isc.yaml", "--to", to, in: shop.folder["other"]).status == 0
        )
        let id = try #require(try plans.first)
        #expect(try mirror("show", id, in: shop.folder["other"]).status == 0)
        let wrong = try mirror("apply", "00000000", in: shop.folder["other"])
        #expect(wrong.status == 1 && wrong.errors.contains("no plan is recorded in"), "\(wrong.errors)")
        let mistyped = String(id.dropLast()) + (id.hasSuffix("0") ? "1" : "0")
        let unknown = try mirror("apply", mistyped)
        #expect(unknown.errors.contains("Did you mean \(id)?"), "\(unknown.errors)")
    }

    @Test(
        "is only looked at with --dry-run: not one file changes, and the next plan is the same",
        arguments: [true, false]
    )
    func dryRun(hasRepository: Bool) throws {
        if !hasRepository { try FileManager.default.removeItem(atPath: "\(shop.work)/.git") }
        let before = try listing
        let run = try mirror("plan", "-c", "isc.yaml", "--to", to, "--dry-run", "--detailed-exitcode")
        #expect(run.status == 2 && run.errors.contains("Dry run: nothing was written."), "\(run.errors)")
        #expect(run.output.contains("Plan: 1 to copy"))
        #expect(try listing == before)
        let file = try mirror("plan", "-c", "isc.yaml", "--to", to, "--dry-run", "-o", shop.folder["dry.json"])
        #expect(file.status == 0, "\(file.errors)")
        #expect(try listing == before)
        #expect(try mirror("plan", "-c", "isc.yaml", "--to", to).status == 0)
        let id = try #require(try plans.first)
        #expect(try PlanFile(reading: Data(shop.folder.read("dry.json"))).id.short == id)
    }

    @Test("of deletions is announced as such, and is only looked at with --dry-run")
    func deletions() throws {
        #expect(try mirror("plan", "-c", "isc.yaml", "--to", to).status == 0)
        #expect(try mirror("apply", "--pending").status == 0)
        let image = "  - name: \(upstream.host)/a/one:1"
        try shop.folder.write(
            """
            kind: DeleteImageSetConfiguration
            apiVersion: mirror.openshift.io/v2alpha1
            delete:
              additionalImages:
            \(image)

            """,
            to: "work/old.yaml"
        )
        let before = try listing
        let dry = try mirror("delete", "plan", "-c", "old.yaml", "--dry-run")
        #expect(dry.status == 0 && dry.output.contains("1 to delete"), "\(dry.output)\(dry.errors)")
        #expect(try listing == before)
        #expect(try mirror("delete", "plan", "-c", "old.yaml").status == 0)
        let applied = try mirror("apply", "--pending")
        #expect(applied.errors.contains("mirror will delete 1 image at \(target.host), and copy nothing (plan"))
        #expect(applied.status == 0, "\(applied.output)\(applied.errors)")
    }

    @Test("without changes is not recorded, and one that only the ledger needs is")
    func unchanged() throws {
        #expect(try mirror("plan", "-c", "isc.yaml", "--to", to).status == 0)
        #expect(try mirror("apply", "--pending").status == 0)
        let (head, recorded) = (try shop.git("rev-parse", "HEAD"), try plans)
        let same = try mirror("plan", "-c", "isc.yaml", "--detailed-exitcode")
        #expect(same.status == 0 && same.output.contains("No changes."), "\(same.errors)")
        #expect(try shop.git("rev-parse", "HEAD") == head && plans == recorded)
        // Another configuration wants the same image: only the ledger does not know that.
        try shop.configure(["\(upstream.host)/a/one:1"], as: "other.yaml")
        let other = try mirror("plan", "-c", "other.yaml", "--detailed-exitcode")
        #expect(other.status == 0 && other.errors.contains("To record it, run: mirror apply"), "\(other.errors)")
        let applied = try mirror("apply", "--pending")
        #expect(applied.status == 0 && applied.errors.contains("will change no image"), "\(applied.errors)")
        let again = try mirror("plan", "-c", "other.yaml")
        #expect(!again.errors.contains("Committed"), "\(again.errors)")
    }

    @Test("is pushed by the command that its last lines name, once the branch has an upstream")
    func upstreamBranch() throws {
        try shop.outside("git", "init", "-q", "--bare", "../origin.git")
        try shop.git("remote", "add", "origin", "../origin.git")
        try shop.git("push", "-q", "-u", "origin", "main")
        let run = try mirror("plan", "-c", "isc.yaml", "--to", to)
        #expect(run.errors.contains("\nShare it with: git push\n"), "\(run.errors)")
        try shop.git("push", "-q")
        #expect(try shop.git("rev-parse", "origin/main") == shop.git("rev-parse", "HEAD"))
    }

    @Test("that failed leaves the file of an earlier one, and says so")
    func failed() throws {
        #expect(try mirror("plan", "-c", "isc.yaml", "--to", to, "-o", "p.json").status == 0)
        try shop.configure(["\(upstream.host)/a/none:1"])
        for options in [["--to", to], ["--to", "docker://127.0.0.1:1/x"]] {
            let run = try shop.runExactly(["plan", "-c", "isc.yaml", "-o", "p.json"] + options)
            #expect(run.status == 1 && run.errors.contains("note: p.json still holds an earlier plan"), "\(run.errors)")
        }
    }
}
