// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import Plans
import TestSupport
import Testing

/// `mirror history repair` where the ledger was lost, or is not what the volumes say.
@Suite("A history that is lost or wrong", .waitsForPrograms)
struct HistoryRepairTests {
    private let world: HistoryWorld
    private var shop: Workshop { world.shop }

    init() async throws { world = try await HistoryWorld() }

    @Test("is made anew from the volumes where its ledger is lost")
    func lost() throws {
        let before = try world.ledger()
        #expect(try world.plan(["one", "two"]) == 0)
        try world.removeLedger()
        let head = try shop.git("rev-parse", "HEAD")

        let verified = try world.history("verify", status: 1)
        #expect(verified.contains("There is no history of \(world.target).\n"))
        #expect(verified.contains("found    mirror_000001.tar with 4 blobs and manifests\n"))
        #expect(verified.contains("remedy   Add it: mirror history repair --to \(world.target) \(world.usb)\n"))

        let dry = try world.history("repair", "--dry-run")
        #expect(dry.contains("would be added \(before.archive?.sets[0].plan.short ?? ""), mirror_000001.tar of "))
        #expect(!FileManager.default.fileExists(atPath: "\(shop.work)/\(world.ledgerPath)"))
        #expect(try shop.git("rev-parse", "HEAD") == head)

        try shop.folder.write("mine", to: "work/staged.txt")
        try shop.git("add", "staged.txt")
        #expect(try world.history("repair").contains("2 sets added. Earlier plans are stale now.\n"))
        var after = try world.ledger()
        #expect(after.serial == before.serial + 1 && after.lineage == before.lineage)
        #expect(after.lastPlan == before.lastPlan)
        let dates = try [1, 2].map { number in
            let path = "\(world.usb)/mirror_00000\(number).tar"
            return try shop.outside("date", "-u", "-r", path, "+%Y-%m-%dT%H:%M:%SZ").lines[0]
        }
        #expect(after.archive?.sets.map(\.finished) == dates)
        for index in dates.indices { after.archive?.sets[index].finished = before.archive?.sets[index].finished ?? "" }
        after.serial = before.serial
        #expect(after == before)

        #expect(
            try shop.git("show", "--format=%s", "--name-only", "HEAD").split(separator: "\n") == [
                "Repair the history of \(world.target): 2 sets added", world.ledgerPath[...],
            ]
        )
        #expect(try shop.git("log", "-1", "--format=%(trailers:key=Target,valueonly)").contains(world.target))
        let status = try shop.git("status", "--porcelain", "--untracked-files=no")
        #expect(status.split(separator: "\n") == ["A  staged.txt"])
        #expect(try world.history("verify").contains("all match the history."))
        #expect(try world.plan(["one", "two"]) == 0, "nothing is to be carried")
    }

    @Test("that somebody edited is found out and corrected")
    func edited() throws {
        let before = try world.ledger()
        let other = Digest(of: [7])
        try world.edit { history in
            history.sets[0].volumes[0].size += 512
            history.sets[0].volumes[0].checksum = other
            let lost = history.sets[1].blobs.removeFirst()
            history.sets[1].blobs.append(other)
            history.sets[1].volumes.append(.init(number: 9, size: 1, checksum: lost))
        }
        let text = try world.history("verify", status: 1)
        let size = before.archive?.sets[0].volumes[0].size ?? 0
        #expect(text.contains("\n  found    \(size) bytes\n  expected \(size + 512) bytes\n"))
        #expect(text.contains("\n  expected \(other)\n"))
        #expect(text.contains("  found    mirror_000002.tar\n  expected mirror_000002.tar, mirror_000009.tar\n"))
        #expect(text.contains("  found    no \(other)\n"))
        #expect(text.contains("this not among them"))
        #expect(text.contains("Compared 2 volumes: 5 findings.\n"))
        let json = try world.history("verify", "--json", status: 1)
        for kind in ["size", "checksum", "volumes", "blobs"] { #expect(json.contains("\"kind\": \"\(kind)\"")) }

        #expect(try world.history("repair").contains("2 sets corrected."))
        var after = try world.ledger()
        #expect(after.archive == before.archive)
        after.serial -= 1
        // An image that needs what was recorded and never carried is looked at again.
        #expect(after.entries.keys.sorted() == ["localhost/a/one:1"])
        #expect(try world.history("verify").contains("all match the history."))
        #expect(try world.plan(["one", "two"]) == 2)
        #expect(try world.planned().isEmpty, "the manifest comes again, and no blob")
    }

    @Test("that is no ledger any more is replaced only if that is wanted, and kept")
    func corrupt() throws {
        let before = try world.ledger()
        try shop.folder.write("{", to: "work/\(world.ledgerPath)")
        let errors = try world.history("repair", status: 1)
        #expect(errors.contains("git checkout -- \(world.ledgerPath)"))
        #expect(errors.contains("mirror history repair --to \(world.target) --replace"))
        #expect(try shop.read(world.ledgerPath) == "{")
        #expect(try world.history("verify", status: 1).contains("git checkout"))
        let text = try world.history("repair", "--replace")
        #expect(text.contains("is kept as \(world.ledgerPath).replaced\n") && text.contains("2 sets added"))
        #expect(try shop.read("\(world.ledgerPath).replaced") == "{")
        #expect(try world.ledger().serial == before.serial + 1)
        #expect(try world.plan(["one", "two"]) == 0)
    }

    @Test("made anew where older volumes were carried away believes in nothing that relies on them")
    func carriedAway() throws {
        let sets = try world.sets()
        try FileManager.default.removeItem(atPath: "\(world.usb)/mirror_000001.tar")
        try world.removeLedger()
        let text = try world.history("repair")
        #expect(text.contains("unknown \(sets[0].plan.short), mirror_000001.tar of "))
        #expect(text.contains("git checkout HEAD~1 -- \(world.ledgerPath)\n"))
        #expect(try world.sets().map(\.plan) == [sets[1].plan])
        #expect(try world.plan(["two"]) == 2)
        let base = try #require(world.one.blobs.keys.first { world.two.blobs[$0] != nil })
        #expect(try world.planned() == Set(sets[0].blobs).intersection(world.two.blobs.keys))
        #expect(try world.planned().contains(base))

        try shop.git("checkout", "-q", "HEAD~2", "--", world.ledgerPath)
        #expect(try world.sets() == sets)
    }

    @Test("takes in an older set without forgetting what newer ones placed")
    func older() throws {
        let before = try world.ledger()
        try world.edit { $0.sets.removeFirst() }
        #expect(try world.history("verify", status: 1).contains("1 finding."))
        #expect(try world.history("repair").contains("1 set added."))
        let after = try world.ledger()
        #expect(after.entries == before.entries)
        #expect(after.archive?.sets.map(\.plan) == before.archive?.sets.map(\.plan))
        #expect(after.lastPlan == before.lastPlan && after.serial == before.serial + 1)
        #expect(try world.plan(["one", "two"]) == 0)
    }

    @Test("leaves a forgotten set forgotten when it is made anew")
    func remembered() throws {
        let sets = try world.sets()
        _ = try world.history("repair", "--forget", sets[1].plan.short)
        try world.removeLedger()
        #expect(try world.history("repair").contains("1 set added."))
        #expect(try world.ledger().archive?.forgotten == [sets[1]])
        #expect(try world.sets().map(\.plan) == [sets[0].plan])
        #expect(try world.plan(["one", "two"]) == 2)
    }

    @Test("never gives the numbers again that it had given when it was lost")
    func numbers() throws {
        // The second volume was carried away, and nothing here tells of it but the last commit.
        try FileManager.default.removeItem(atPath: "\(world.usb)/mirror_000002.tar")
        try FileManager.default.removeItem(atPath: "\(world.usb)/mirror_index.json")
        try world.removeLedger()
        #expect(try world.history("repair").contains("1 set added."))
        #expect(try world.plan(["one", "two"]) == 2)
        let file = try PlanFile(reading: Data(shop.folder.read("work/plan.json")))
        #expect(file.plan.archive?.firstVolume == 3)
    }

    @Test("does not vouch for a volume that index and history say was another one")
    func twoAgainstOne() throws {
        let path = "\(world.usb)/mirror_000002.tar"
        var bytes = try Array(Data(contentsOf: URL(filePath: path)))
        // The name in the link of a tag: neither blob nor document.
        let link = try #require(bytes.firstRange(of: Array("_manifests/tags/1/current/link".utf8)))
        let digest = try #require(bytes[link.upperBound...].firstRange(of: Array("sha256:".utf8)))
        bytes[digest.upperBound] = bytes[digest.upperBound] == 0x30 ? 0x31 : 0x30
        try Data(bytes).write(to: URL(filePath: path))
        let found = try world.history("verify", "--read-all", status: 1)
        #expect(found.contains("Copy the volume again"), "\(found)")
        #expect(!found.contains("Correct the record"), "\(found)")
        let before = try world.sets()
        _ = try world.history("repair", status: 0)
        #expect(try world.sets() == before)
    }

    @Test("is corrected by reading where no index tells the checksums")
    func withoutIndex() throws {
        let before = try world.sets()
        try world.edit { $0.sets[1].volumes[0].checksum = Digest(of: [1]) }
        try FileManager.default.removeItem(atPath: "\(world.usb)/mirror_index.json")
        #expect(try world.history("verify", "--read-all", status: 1).contains("Correct the record"))
        #expect(try world.history("repair").contains("1 set corrected"))
        #expect(try world.sets() == before)
    }

    @Test("is not repaired while an archive is being written")
    func locked() throws {
        try world.removeLedger()
        let lock = "\(shop.folder["home/state/mirror"])/locks/\(LedgerFile.name(of: world.target)).lock"
        let run = try shop.outside(
            "flock",
            lock,
            Workshop.binary,
            "history",
            "repair",
            "--to",
            world.target
        )
        #expect(run.status == 1 && run.errors.contains("another `mirror apply`"), "\(run.output)\(run.errors)")
    }
}
