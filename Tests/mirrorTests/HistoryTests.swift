// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import TestSupport
import Testing

/// `mirror history` on archives that `mirror apply` wrote.
@Suite("The history of an archive", .waitsForPrograms)
struct HistoryTests {
    private let world: HistoryWorld
    private var shop: Workshop { world.shop }

    init() async throws { world = try await HistoryWorld() }

    @Test("lists the sets with their volumes and configurations, by whatever names the archive")
    func show() throws {
        let text = try world.history()
        let sets = try world.sets()
        #expect(sets.count == 2)
        for set in sets {
            #expect(text.contains("\(set.finished)  \(set.plan.short)  mirror_00000"))
        }
        #expect(text.contains(" isc.yaml\n2 sets, 2 volumes of "))
        #expect(try shop.mirror("history").output == text, "it is the only one")
        #expect(try shop.mirror("history", variables: ["MIRROR_TO": world.target]).output == text)
        #expect(try shop.mirror("history", variables: ["MIRROR_TO": "docker://mirror.example"]).output == text)
        #expect(try shop.mirror("history", "--in", shop.work, in: shop.folder.path).output == text)
        let json = try world.history("show", "--json")
        #expect(json.contains("\"configuration\": \"isc.yaml\"") && json.contains("\"forgotten\": []"))
    }

    @Test("that is none is told in a sentence")
    func none() throws {
        try shop.folder.makeDirectory("new")
        let run = try shop.mirror("history", in: shop.folder["new"])
        #expect(run.status == 0)
        #expect(run.output == "No archive has a history in \(shop.folder["new"]): no set was finished yet.\n")
        let named = try shop.mirror("history", "--to", "file://x", in: shop.folder["new"])
        #expect(named.status == 0)
        #expect(named.output.hasPrefix("file://x has no history in "))
        let unknown = try shop.mirror("history", "verify", in: shop.folder["new"])
        #expect(unknown.status == 1 && unknown.errors.contains("--to file://folder"))
    }

    @Test("agrees with the volumes, and with those that were carried away")
    func clean() throws {
        for options in [["verify"], ["verify", "--read-all"], ["verify", world.usb]] {
            let run = try shop.run(["history"] + options)
            #expect(run.status == 0, "\(run.output)\(run.errors)")
            #expect(run.output.contains("Compared 2 volumes: all match the history.\n"))
        }
        try FileManager.default.removeItem(atPath: "\(world.usb)/mirror_000001.tar")
        #expect(try world.history("verify").contains("2 sets: 1 with volumes in \(world.usb), 1 carried away."))
        try FileManager.default.removeItem(atPath: "\(world.usb)/mirror_000002.tar")
        #expect(try world.history("verify").contains("2 carried away."))
        #expect(try world.history("repair").hasPrefix("Nothing to repair: "))
        let status = try shop.git("status", "--porcelain", "--", "ledger")
        #expect(status.isEmpty)
    }

    @Test("makes plans stale when it is repaired")
    func stale() throws {
        #expect(try world.plan(["one", "two"], "--since", "2020-01-01") == 2)
        let plan = try shop.read("plan.json")
        let short = try world.sets()[1].plan.short
        _ = try world.history("repair", "--forget", short)
        try shop.folder.write(plan, to: "work/plan.json")
        let run = try shop.mirror("apply", "plan.json")
        #expect(run.status == 4, "\(run.errors)")
    }

    @Test("brings again what a set carried that is forgotten, with everything that later sets need of it")
    func forget() async throws {
        let sets = try world.sets()
        let told = try world.history("repair", "--forget", sets[0].plan.description)
        #expect(told.contains("forgotten \(sets[0].plan.short), mirror_000001.tar of "))
        #expect(try world.sets() == [sets[1]])
        #expect(try world.ledger().archive?.forgotten == [sets[0]])
        #expect(try world.history().contains("\nForgotten, because they never arrived:\n"))
        #expect(try world.history("verify").contains("all match the history."), "it lies here still")
        #expect(try world.history("repair").hasPrefix("Nothing to repair"), "and is not taken in again")

        // Only the later image is wanted now: its base layer never arrived.
        let target = try RegistryProcess()
        try shop.reach(insecure: target.host)
        try FileManager.default.removeItem(atPath: "\(world.usb)/mirror_000001.tar")
        try world.carry(["two"])
        #expect(FileManager.default.fileExists(atPath: "\(world.usb)/mirror_000003.tar"), "numbers go on")
        #expect(try world.sets().count == 2)
        for arguments in [
            ["plan", "-c", "isc.yaml", "--from", world.target, "--to", "docker://\(target.host)"],
            ["apply", "plan.json"],
        ] {
            let run = try shop.run(arguments)
            #expect(run.status == 0, "\(run.output)\(run.errors)")
        }
        #expect(try shop.digest("\(target.host)/a/two:1") == world.two.digest.description)

        #expect(try world.plan(["one", "two"]) == 2)
        #expect(try world.planned() == Set(world.one.blobs.keys).subtracting(world.two.blobs.keys))
        #expect(try world.history("verify").contains("all match the history."))
    }

    @Test(
        "says which set may have been meant",
        arguments: [
            ("", "at least 4 digits"), ("sha256:", "at least 4 digits"), ("0", "at least 4 digits"),
            ("zzzzzzzzzzzz", "the history has no such set\n"), ("typo", "did you mean SHORT?"),
        ]
    )
    func typo(name: String, message: String) throws {
        let short = try world.sets()[0].plan.short
        // One digit is another one.
        let wrong = short.dropLast() + (short.last == "0" ? "1" : "0")
        let bytes = try shop.read(world.ledgerPath)
        let errors = try world.history("repair", "--forget", name == "typo" ? String(wrong) : name, status: 1)
        #expect(errors.contains(message.replacing("SHORT", with: short)), "\(errors)")
        #expect(try shop.read(world.ledgerPath) == bytes)
        _ = try world.history("repair", "--forget", String(short.prefix(8)), "--no-audit")
        let twice = try world.history("repair", "--forget", short, status: 1)
        #expect(twice.contains("was forgotten before"))
    }

    @Test("changes nothing in a dry run, and commits nothing without audit")
    func unchanged() throws {
        let bytes = try shop.read(world.ledgerPath)
        let head = try shop.git("rev-parse", "HEAD")
        let short = try world.sets()[0].plan.short
        #expect(try world.history("repair", "--forget", short, "--dry-run").contains("would be forgotten \(short), "))
        #expect(try shop.read(world.ledgerPath) == bytes)
        _ = try world.history("repair", "--forget", short, "--no-audit")
        #expect(try shop.read(world.ledgerPath) != bytes)
        #expect(try shop.git("rev-parse", "HEAD") == head)
    }

    @Test("knows that what a forgotten set brought once more had not arrived before")
    func broughtTwice() throws {
        #expect(try world.plan(["one", "two"], "--since", "2020-01-01") == 2)
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        #expect(try world.plan(["one", "two"]) == 0)
        let last = try #require(try world.sets().last)
        _ = try world.history("repair", "--forget", last.plan.short)
        #expect(try world.plan(["one", "two"]) == 2)
        #expect(try world.planned() == Set(world.one.blobs.keys).union(world.two.blobs.keys))
    }
}
