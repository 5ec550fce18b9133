// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
import Ledger
import OCI
import Plans
import TestSupport
import Testing

/// `mirror history` on folders that are spread, damaged, or of somebody else.
@Suite("The folders that a history is compared with", .waitsForPrograms)
struct HistoryFolderTests {
    private let shop: Workshop
    private let folder: TemporaryDirectory
    private let one: TestArchiveSet
    private let two: TestArchiveSet

    private static let target = "file:///media/usb"

    init() throws {
        shop = try Workshop(registries: "")
        folder = try TemporaryDirectory()
        one = try TestArchiveSet(
            [.init("tools/one", .sample(1)), .init("tools/two", .sample(2))],
            parts: 2
        )
        two = try TestArchiveSet([.init("tools/three", .sample(3))], first: 3, lineage: one.plan.id)
        try one.write(to: folder, "a")
        try two.write(to: folder, "a")
        try touch("a")
    }

    /// Gives the volumes in a folder their dates.
    private func touch(_ name: String) throws {
        for (number, date) in [(1, "2026-11-01T10:00:00Z"), (2, "2026-11-01T10:30:00Z"), (3, "2026-11-08T09:00:00Z")] {
            let path = folder["\(name)/mirror_00000\(number).tar"]
            guard FileManager.default.fileExists(atPath: path) else { continue }
            try toolOutput(["touch", "-d", date, path])
        }
    }

    /// What a command prints, with the folder's and the commit's name replaced.
    @discardableResult
    private func history(_ arguments: String..., to target: String = target, status: Int32 = 0) throws -> String {
        let run = try shop.run(["history"] + arguments + ["--to", target])
        #expect(run.status == status, "\(run.output)\(run.errors)")
        // A commit's name depends on the time.
        return (run.output + run.errors).replacing(folder.path, with: "/media").replacing(shop.work, with: "/work")
            .replacing(/Committed [0-9a-f]{12}/, with: "Committed 0123456789ab")
    }

    private func writeIndex() throws {
        try folder.write([UInt8]([one, two].index.data()), to: "a/\(ArchiveIndex.fileName)")
    }

    @Test("tell what is not known, and it is known after the repair")
    func golden() throws {
        try expectGolden(history("verify", folder["a"], status: 1), "history-unknown.txt")
        try expectGolden(history("repair", folder["a"], "--dry-run"), "history-dry-run.txt")
        try expectGolden(history("repair", folder["a"]), "history-repair.txt")
        try expectGolden(history("verify", folder["a"]), "history-verify.txt")
        try expectGolden(history("show"), "history-show.txt")
        try expectGolden(history("show", "--json"), "history-show.json")
        try history("repair", "--forget", two.plan.id.short)
        try expectGolden(history("show"), "history-forgotten.txt")
    }

    @Test("may hold a set between them")
    func spread() throws {
        try FileManager.default.createDirectory(atPath: folder["b"], withIntermediateDirectories: true)
        try FileManager.default.moveItem(
            atPath: folder["a/mirror_000002.tar"],
            toPath: folder["b/mirror_000002.tar"]
        )
        let alone = try history("repair", folder["a"], status: 1)
        #expect(alone.contains("expected all of mirror_000001.tar to mirror_000002.tar"))
        #expect(alone.contains("Also name the folder of the others"))
        #expect(alone.contains("1 set added"))
        #expect(try history("repair", folder["a"], folder["b"]).contains("1 set added"))
        let shown = try history()
        #expect(shown.contains("2026-11-01T10:30:00Z") && shown.contains("2 sets, 3 volumes of"))
        #expect(try history("verify", folder["b"]).contains("1 carried away."))
    }

    @Test("with a damaged volume leave its set out")
    func damaged() throws {
        try writeIndex()
        var bytes = one.volumes[1].bytes
        // Its last block before the end of the archive is one of a blob.
        bytes[bytes.count - 1536] ^= 1
        try folder.write(bytes, to: "a/mirror_000002.tar")
        let text = try history("repair", folder["a"], status: 1)
        #expect(text.contains("wrong mirror_000002.tar of the set \(one.plan.id.short)\n  found    sha256:"))
        #expect(text.contains("Copy the volume again") && text.contains("1 set added"))
        #expect(try !history().contains(one.plan.id.short))
    }

    @Test("are read where index and history disagree, and as a whole if that is wanted")
    func index() throws {
        try writeIndex()
        try history("repair", folder["a"])
        #expect(try !history("verify", folder["a"]).contains("--read-all"))
        var index = [one, two].index
        index.sets[0].volumes[1].checksum = Digest(of: [1])
        try folder.write([UInt8](index.data()), to: "a/\(ArchiveIndex.fileName)")
        let wrong = try history("verify", folder["a"], status: 1)
        #expect(wrong.contains("expected \(Digest(of: [1])) by mirror_index.json"))
        #expect(wrong.contains("1 finding."))
        try FileManager.default.removeItem(atPath: folder["a/\(ArchiveIndex.fileName)"])
        #expect(
            try history("verify", folder["a"]).contains("No index has the checksums of 3; read them with --read-all.")
        )
        #expect(try !history("verify", "--read-all", folder["a"]).contains("no index"))

        var bytes = one.volumes[1].bytes
        // Its last block before the end of the archive is one of a blob.
        bytes[bytes.count - 1536] ^= 1
        try folder.write(bytes, to: "a/mirror_000002.tar")
        #expect(try history("verify", "--read-all", folder["a"], status: 1).contains("Copy the volume again"))
        try folder.write([UInt8](repeating: 7, count: 5000), to: "a/mirror_000002.tar")
        let broken = try history("verify", folder["a"], status: 1)
        #expect(broken.contains("wrong mirror_000002.tar of the set \(one.plan.id.short)\n"))
        #expect(broken.contains("expected a whole volume"))
    }

    @Test("of another archive are not taken in")
    func otherTarget() throws {
        let text = try history("repair", folder["a"], to: "file:///media/other", status: 1)
        #expect(text.contains("to make one from"), "\(text)")
        let verified = try history("verify", folder["a"], to: "file:///media/other", status: 1)
        #expect(verified.contains("planned for file:///media/usb\n"))
        #expect(verified.contains("mirror history verify --to file:///media/usb /media/a\n"))
    }

    @Test("whose numbers another set of the history has are not taken in until that is forgotten")
    func numbers() throws {
        try history("repair", folder["a"])
        let rival = try TestArchiveSet([.init("tools/rival", .sample(9))], first: 3, lineage: one.plan.id)
        try rival.write(to: folder, "b")
        let text = try history("repair", folder["b"], status: 1)
        #expect(text.contains("--forget \(two.plan.id.short)"), "\(text)")
        try history("repair", "--forget", two.plan.id.short)
        #expect(try history("repair", folder["b"]).contains("1 set added"))
        #expect(try history().contains(rival.plan.id.short))
        // Both at once cannot be right either.
        try FileManager.default.removeItem(atPath: "\(shop.work)/ledger")
        try FileManager.default.removeItem(atPath: "\(shop.work)/.git")
        let both = try history("repair", folder["a"], folder["b"], status: 1)
        #expect(both.contains("Name only the folder of the set that was carried") && both.contains("1 set added"))
    }

    @Test(
        "say what is wrong with them",
        arguments: [
            ("none", "there is no such folder"), ("partial", "this volume is not finished"),
            ("foreign", "mirror did not write this volume"), ("unpacked", "an unpacked archive has no volumes"),
            ("broken", "none of its volumes can be read"), ("empty", "no set in"),
        ]
    )
    func wrong(name: String, message: String) throws {
        try folder.makeDirectory("empty")
        try folder.makeDirectory("unpacked/docker/registry/v2")
        try folder.write("", to: "partial/mirror_000001.tar.partial")
        try folder.write("x", to: "broken/mirror_000001.tar")
        var foreign = TestArchive()
        try foreign.add("docker/registry/v2/x", [1])
        try folder.write(foreign.bytes, to: "foreign/mirror_000001.tar")
        let text = try history("repair", folder[name], status: 1)
        #expect(text.contains(message), "\(text)")
        #expect(!FileManager.default.fileExists(atPath: "\(shop.work)/ledger"))
    }

    @Test("may claim any number, which ends nothing early")
    func numberTooLarge() throws {
        let name = "mirror_\(Int.max).tar"
        let plan = Digest(of: [1])
        var archive = TestArchive()
        let text =
            #"{"format_version":"1.0","kind":"MirrorVolume","part":2,"parts":3,"plan":"\#(plan)","volume":"\#(name)"}"#
        try archive.add("mirror/volumes/\(name).json", text)
        try folder.write(archive.bytes, to: "a/\(name)")
        #expect(try history("verify", folder["a"], status: 1).contains("2 findings."))
        #expect(try shop.mirror("describe", folder["a"]).status == 0)
    }

    @Test(
        "are named as a mistake in the command line",
        arguments: [
            (["show", "--to", "docker://mirror.example"], "only archives have a history"),
            (["show", "--to", "file://"], "--to"),
        ]
    )
    func options(arguments: [String], message: String) throws {
        let run = try shop.run(["history"] + arguments)
        #expect(run.status == 64)
        #expect(run.errors.contains(message), "\(run.errors)")
    }
}
