// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Scheduling
import TestSupport
import Testing

/// `mirror cache` on the cache that a real run filled.
@Suite("The cache of a machine", .waitsForPrograms)
struct CacheTests {
    private let world: OperatorWorld
    private var shop: Workshop { world.shop }
    private let root: String

    init() async throws {
        world = try await OperatorWorld()
        root = world.shop.folder["home/.cache/mirror"]
        try await world.publish(TestOperator.usual)
        try world.configure([
            "- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo", "    minVersion: 0.2.0",
        ])
        try #require(try world.plan().status == 0)
    }

    /// What `mirror cache show --json` tells, as far as tests look.
    private struct Shown: Decodable {
        struct Amount: Decodable {
            var count: Int
            var bytes: Int64
        }
        struct Store: Decodable {
            var path: String
            var blobs: Amount
        }
        var path: String
        var bytes: Int64
        var blobs: Amount
        var documents: [String: Amount]
        var drafts: Amount
        var others: Amount
        var oc_mirror: Store?
    }

    private func shown(_ options: String..., variables: [String: String] = [:]) throws -> Shown {
        let run = try runTool(
            [Workshop.binary, "cache", "show", "--json"] + options,
            environment: ["HOME": shop.folder["home"]].merging(variables) { $1 },
            in: shop.work
        )
        return try JSONDecoder().decode(Shown.self, from: Data(run.output.utf8))
    }

    /// The paths of the blobs, as `find` sees them.
    private func blobs() throws -> [String] {
        try shop.outside("find", "\(root)/docker/registry/v2/blobs", "-name", "data", "-type", "f").lines.sorted()
    }

    @Test("is shown with all that it holds, and nothing that it does not know")
    func show() throws {
        let shown = try shown()
        #expect(shown.path == root)
        #expect(shown.others.count == 0 && shown.drafts.count == 0)
        #expect(try shown.blobs.count == blobs().count)
        #expect(shown.blobs.count == 2)
        #expect(shown.documents["catalogs"]?.count ?? 0 > 0 && shown.documents["catalog-layers"]?.count == 1)
        let bytes = try shop.outside("find", root, "-type", "f", "-not", "-name", "lock", "-printf", "%s\n").lines
        #expect(shown.bytes == bytes.compactMap { Int64($0) }.reduce(0, +))
        #expect(shown.oc_mirror == nil)

        try shop.folder.write("mine", to: "home/.cache/mirror/mirror/graphs/notes.txt")
        let digest = Digest(of: Array("theirs".utf8))
        let store = "home/.oc-mirror/.cache/docker/registry/v2/blobs/sha256"
        try shop.folder.write("theirs", to: "\(store)/\(digest.hex.prefix(2))/\(digest.hex)/data")
        let text = try shop.mirror("cache", "show")
        #expect(
            try shop.mirror("cache", "show", "--cache-dir", "typo").output.hasSuffix(
                "typo: nothing is stored there yet\n"
            )
        )
        #expect(text.output.hasPrefix("The cache is \(root): "))
        #expect(text.output.contains("\n  2 blobs, "))
        #expect(text.output.contains("\n  0 release payloads as read\n"))
        #expect(text.output.contains("There is also 1 file that mirror did not make: 4 B\n"))
        #expect(
            text.output.hasSuffix(
                "oc-mirror's cache, which is only read, is \(shop.folder["home/.oc-mirror/.cache"]): 1 blob, 6 B\n"
            )
        )
    }

    @Test("lies where the option says, else OC_MIRROR_CACHE, else XDG, with oc-mirror's beside it")
    func places() throws {
        let variables = ["OC_MIRROR_CACHE": shop.folder["named"], "XDG_CACHE_HOME": shop.folder["xdg"]]
        for folder in ["named", "home"] {
            try shop.folder.makeDirectory("\(folder)/.oc-mirror/.cache/docker/registry/v2/blobs")
        }
        #expect(try shown("--cache-dir", "option", variables: variables).path == "\(shop.work)/option")
        #expect(try shown("--cache-dir", "option", variables: variables).oc_mirror == nil)
        #expect(try shown(variables: variables).path == shop.folder["named"])
        #expect(try shown(variables: variables).oc_mirror?.path == shop.folder["named/.oc-mirror/.cache"])
        let unnamed = variables.merging(["OC_MIRROR_CACHE": ""]) { $1 }
        #expect(try shown(variables: unnamed).path == shop.folder["xdg/mirror"])
        #expect(try shown(variables: unnamed).oc_mirror?.path == shop.folder["home/.oc-mirror/.cache"])
        #expect(!FileManager.default.fileExists(atPath: shop.folder["named/mirror"]), "showing makes nothing")
    }

    @Test("is verified, told file by file, and repaired")
    func verify() throws {
        let whole = try shop.mirror("cache", "verify")
        #expect(whole.status == 0, "\(whole.output)\(whole.errors)")
        #expect(whole.output.hasPrefix("Read ") && whole.output.contains("all are intact."))

        let blob = try #require(try blobs().first)
        try Data("changed".utf8).write(to: URL(filePath: blob))
        for arguments in [["cache", "verify"], ["cache", "verify", "--json"]] {
            let run = try shop.run(arguments)
            #expect(run.status == 1)
            #expect(run.output.contains(blob))
            #expect(run.output.contains("\(Digest(of: Array("changed".utf8)))"))
        }
        #expect(try shop.mirror("cache", "verify").output.contains("mirror cache verify --repair"))
        let repaired = try shop.mirror("cache", "verify", "--repair")
        #expect(repaired.status == 0, "\(repaired.output)\(repaired.errors)")
        #expect(repaired.output.hasPrefix("removed \(blob)\n"))
        #expect(try shop.mirror("cache", "verify").status == 0)
        #expect(try !blobs().contains(blob))
        // What was removed is had again, and the plan is the same.
        let plan = try shop.read("plan.json")
        #expect(try world.plan().status == 0)
        #expect(try shop.read("plan.json") == plan)
    }

    @Test("is trimmed to a size, by age, and altogether; what is not ours stays")
    func trim() throws {
        try shop.folder.write("mine", to: "home/.cache/mirror/mirror/drafts/mine")
        try shop.folder.write("theirs", to: "home/.cache/mirror/mirror/drafts/E621E1F8-C36C-495A-93FC-0C247A3E6E5F")
        let blob = try #require(try blobs().first)
        #expect(try shop.outside("touch", "-d", "100 days ago", blob).status == 0)
        let before = try shown()
        #expect(before.drafts.count == 1 && before.others.count == 1)

        let dry = try shop.mirror("cache", "trim", "--older-than", "30", "--dry-run")
        #expect(dry.status == 0, "\(dry.errors)")
        #expect(dry.output.contains("would remove ") && dry.output.contains("Would remove 2 files, "))
        #expect(try shown().bytes == before.bytes)
        let aged = try shop.mirror("cache", "trim", "--older-than", "30")
        #expect(aged.status == 0, "\(aged.errors)")
        let sum = try #require(aged.lines.last)
        #expect(sum.hasPrefix("Removed 2 files, "))
        #expect(
            sum.replacing("Removed", with: "Would remove").replacing(" stay in ", with: " would stay in ")
                == dry.lines.last
        )
        #expect(try !blobs().contains(blob))

        let sized = try shop.mirror("cache", "trim", "--to", "1 KiB", "--json")
        #expect(sized.status == 0, "\(sized.errors)")
        #expect(try shown().bytes <= 1024)
        #expect(try shop.mirror("cache", "trim", "--all").status == 0)
        let after = try shown()
        #expect(after.bytes == 0 && after.drafts.count == 0 && after.others.count == 1)
        let none = try shop.mirror("cache", "trim", "--all")
        #expect(none.output == "Nothing to remove; 0 files, 0 B, stay in \(root)\n")
        #expect(try world.plan().status == 0)
    }

    @Test(
        "says what is wrong with an option",
        arguments: [
            (["trim"], "Say how much to trim: --to SIZE, --older-than DAYS or --all."),
            (["trim", "--to", "20X"], "`20X`: expected a number and a unit, such as 20GiB, 300M or 500MB"),
            (["trim", "--to", "-1GiB"], "--to"), (["trim", "--to", "9999999PiB"], "no disk has so many bytes"),
            (["trim", "--all", "--to", "1GiB"], "--all leaves nothing"),
            (["trim", "--older-than", "-3"], "--older-than"),
            (["trim", "--all", "--wait", "99999999"], "--wait is from 0 to 86400 seconds."),
        ]
    )
    func options(arguments: [String], message: String) throws {
        let run = try shop.run(["cache"] + arguments)
        #expect(run.status == 64, "\(run.output)\(run.errors)")
        #expect(run.errors.contains(message), "\(run.errors)")
    }

    @Test("is not the storage of a registry: that is left alone")
    func registry() throws {
        let storage = world.upstream.storage
        for arguments in [["cache", "show"], ["cache", "trim", "--all"], ["plan", "-c", "isc.yaml"]] {
            let run = try shop.run(arguments + ["--cache-dir", storage])
            #expect(run.status == 1)
            #expect(run.errors.contains("\(storage) is the storage of a registry"), "\(run.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: "\(storage)/mirror"))
    }

    @Test("is waited for while another run removes from it, which is told")
    func waiting() async throws {
        let lock = Guarded<FileLock?>(try FileLock("\(root)/mirror/lock"))
        let run = try await shop.start(["plan", "-c", "isc.yaml"]) { _ in
            try await shop.wait(
                for: "Waiting for another mirror (process \(getpid())), which removes files from \(root)"
            )
            lock.withLock { $0 = nil }
        }
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("Waiting for another mirror"))
    }

    @Test("that does not exist is empty, and stays so")
    func absent() throws {
        for arguments in [["show"], ["verify", "--repair"], ["trim", "--all"]] {
            let run = try shop.run(["cache"] + arguments + ["--cache-dir", "none"])
            #expect(run.status == 0, "\(run.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: "\(shop.work)/none"))
    }

    @Test("can be read by whoever may not write it", .enabled(if: getuid() == 0, "only root becomes another user"))
    func readOnly() throws {
        #expect(try shop.outside("chmod", "-R", "a+rX", root, shop.folder["home"], shop.folder.path).status == 0)
        let other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        guard try shop.outside(other + ["test", "-x", Workshop.binary, "-a", "-r", root]).status == 0 else { return }
        let run = try shop.outside(other + [Workshop.binary, "cache", "verify"])
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let trim = try shop.outside(other + [Workshop.binary, "cache", "trim", "--all"])
        #expect(trim.status == 1)
        #expect(
            trim.errors.contains("\(root)/mirror/lock: the lock cannot be opened: permission denied"),
            "\(trim.errors)"
        )
        #expect(try shown().blobs.count == 2)
    }
}
