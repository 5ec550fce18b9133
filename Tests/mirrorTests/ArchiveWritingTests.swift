// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import Plans
import TestSupport
import Testing

/// Registry to disk, on Debian's registry, looked at with tar and skopeo.
@Suite("An archive on disk", .waitsForPrograms)
struct ArchiveWritingTests {
    private let world: ArchiveWorld

    init() throws { world = try ArchiveWorld() }

    private static let base = SeededBytes.layer(1, length: 700_000)

    /// An image of a layer that all share and one of its own.
    private static func image(_ seed: UInt64, length: Int = 300_000) throws -> TestImage {
        try TestImage(layers: [base, SeededBytes.layer(seed, length: length)])
    }

    /// The bytes of every blob that the volumes hold, by digest.
    private func blobs(in volumes: [String]) throws -> Set<String> {
        let listings = try volumes.flatMap { try toolOutput(["tar", "tf", world.path($0)]).split(separator: "\n") }
        return Set(
            listings.filter { $0.hasPrefix("docker/registry/v2/blobs/") }
                .compactMap { $0.split(separator: "/").dropLast().last.map(String.init) }
        )
    }

    @Test("is not written again where nothing changed, and the plan of that can be applied")
    func noChanges() async throws {
        let kept = try await world.push(Self.image(2), as: "a/kept")
        let dropped = try await world.push(Self.image(3), as: "a/dropped")
        try world.shop.configure([kept, dropped])
        try world.bring()
        let before = try world.files()
        for names in [[kept, dropped], [kept]] {
            try world.shop.configure(names)
            try world.bring()
            #expect(try world.plan(of: world.shop).actions.isEmpty)
            #expect(try world.files() == before)
            let again = try world.shop.mirror("apply", "plan.json")
            #expect(again.status == 4 && again.errors.contains("was already applied"), "\(again.errors)")
        }
        let path = LedgerFile.path(of: "file://\(world.usb)")
        let ledger = try LedgerFile.read(Data(world.shop.folder.read("work/\(path)")), from: path)
        let wishes = ledger.entries.mapValues(\.wantedBy)
        #expect(
            wishes == ["localhost/a/kept:1": ["isc.yaml"], "localhost/a/dropped:1": []],
            "a wish that ended is gone"
        )
    }

    @Test("is written whatever the limit for open files is, or refused before anything is")
    func manyVolumes() async throws {
        let image = try TestImage(layers: (0..<120).map { SeededBytes.layer(UInt64($0), length: 60_000) })
        try world.shop.configure([try await world.push(image, as: "a/many")])
        #expect(try world.planToDisk("--archive-size", "64KiB").status == 0)
        let plan = try world.plan(of: world.shop)
        let count = try #require(plan.archive).volumes.count
        #expect(count > 100)
        let refused = try world.shop.outside("sh", "-c", "ulimit -n 100; exec \(Workshop.binary) apply plan.json")
        #expect(refused.status == 1, "\(refused.output)")
        #expect(refused.errors.contains("\(count) volumes are written at the same time"), "\(refused.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: world.usb) == [])
        let written = try world.shop.outside("sh", "-c", "ulimit -S -n 64; exec \(Workshop.binary) apply plan.json")
        #expect(written.status == 0, "\(written.output)\(written.errors)")
        #expect(world.volumes.count == count)
    }

    @Test("is planned to the byte, served unpacked by a stock registry, and continued by what is new")
    func servedUnpacked() async throws {
        let (one, two) = (try Self.image(2), try TestImage(layers: [Self.base, [2]], format: .docker))
        let platforms = ["amd64", "arm64"].map { Platform(os: "linux", architecture: $0) }
        let index = try TestImage.index(
            platforms.enumerated().map { ($1, try TestImage(layers: [Self.base, [UInt8($0)]], platform: $1)) }
        )
        let signature = try TestImage.signature(of: one)
        let referrer = try TestImage.referrer(to: one, type: "application/vnd.example.attestation")
        var names = [try await world.push(one, as: "a/one"), try await world.push(two, as: "a/two")]
        names.append(try await world.push(index, as: "b/multi"))
        try await world.push(signature, as: "a/one", tag: one.signatureTag)
        try await world.push(referrer, as: "a/one", tag: nil)
        try world.shop.configure(names)

        #expect(try world.planToDisk("--archive-size", "1MiB").status == 0)
        let bytes = try world.shop.read("plan.json")
        #expect(try world.planToDisk("--archive-size", "1MiB").status == 0)
        #expect(try world.shop.read("plan.json") == bytes, "twice the same plan")
        #expect(!FileManager.default.fileExists(atPath: world.usb), "planning writes no archive")
        let plan = try world.plan(of: world.shop)
        let planned = try #require(plan.archive)
        #expect(planned.volumes.count == 2)
        #expect(planned.volumes.map(\.size).allSatisfy { $0 <= 1 << 20 })
        let apply = try world.shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        #expect(world.volumes == planned.volumes.map(\.name))
        #expect(try world.volumes.map { Int64(try world.read($0).count) } == planned.volumes.map(\.size))
        #expect(try world.planToDisk("-detailed-exitcode").status == 0, "nothing is left to bring")
        let first = world.volumes

        let three = try Self.image(3)
        names.append(try await world.push(three, as: "a/three"))
        try world.shop.configure(names)
        let before = try world.files()
        try world.bring()
        #expect(world.volumes == first + ["mirror_000003.tar"])
        for name in first { #expect(try world.read(name) == before[name], "what was carried is never changed") }
        #expect(
            try blobs(in: ["mirror_000003.tar"])
                == Set((three.blobs.keys.filter { $0 != Digest(of: Self.base) } + [three.digest]).map(\.hex))
        )

        let registry = try RegistryProcess()
        for name in world.volumes { try toolOutput(["tar", "xf", world.path(name), "-C", registry.storage]) }
        let images = [("a/one:1", one), ("a/two:1", two), ("b/multi:1", index), ("a/three:1", three)]
        let attached = [
            ("a/one:\(one.signatureTag)", signature), ("a/one@\(referrer.digest)", referrer),
        ]
        for (name, image) in images + attached {
            let reference = "\(registry.host)/\(name)"
            #expect(try world.shop.digest(reference) == "\(image.digest)", "\(name)")
            let pull = try world.shop.outside(
                "skopeo",
                "copy",
                "-q",
                "--all",
                "--src-tls-verify=false",
                "--preserve-digests",
                "docker://\(reference)",
                "dir:pulled-\(image.digest.hex)"
            )
            #expect(pull.status == 0, "\(name): \(pull.errors)")
        }
    }

    @Test("has nothing in it of other configurations, of the machine, or of who made it")
    func leaksNothing() async throws {
        let (open, hidden) = (try Self.image(2), try Self.image(3))
        try world.shop.configure([try await world.push(hidden, as: "hidden-project/app", tag: "hidden-tag")])
        try world.bring()
        try world.shop.configure([try await world.push(open, as: "open/app")], as: "open.yaml")
        let secret = Data("ali:sesame".utf8).base64EncodedString()
        try world.shop.folder.write(
            #"{"auths": {"\#(world.upstream.host)": {"auth": "\#(secret)"}}}"#,
            to: "home/.docker/config.json"
        )
        try world.bring(configuration: "open.yaml")
        #expect(world.volumes == ["mirror_000001.tar", "mirror_000002.tar"])
        let volume = try world.read("mirror_000002.tar")
        let words = [
            "hidden", "\(hidden.digest.hex)", world.shop.folder.path, "home/", "ada@", secret, "sesame",
            ProcessInfo.processInfo.hostName,
        ]
        // The bytes of layers are random, so only words of some length are looked for.
        for word in words where word.utf8.count > 3 {
            #expect(volume.firstRange(of: Array(word.utf8)) == nil, "\(word)")
        }
        #expect(volume.firstRange(of: Array("open/app".utf8)) != nil)
        let listing = try toolOutput(["tar", "tvf", world.path("mirror_000002.tar"), "--full-time", "--numeric-owner"])
        for line in listing.split(separator: "\n") {
            #expect(line.hasPrefix("-rw-r--r-- 0/0 "), "\(line)")
            #expect(line.contains(" 1970-01-01 "), "\(line)")
        }
    }

    @Test("goes on behind the highest number in the folder, whoever wrote that")
    func foreignNumbers() async throws {
        try world.shop.configure([try await world.push(try Self.image(2), as: "a/one")])
        try world.write(Array("another's".utf8), to: "mirror_000041.tar")
        try world.bring()
        #expect(world.volumes == ["mirror_000041.tar", "mirror_000042.tar"])
        #expect(try world.read("mirror_000041.tar") == Array("another's".utf8))
        // The ledger remembers where the folder was emptied.
        try FileManager.default.removeItem(atPath: world.usb)
        try world.shop.configure([try await world.push(try Self.image(3), as: "a/two")])
        try world.bring()
        #expect(world.volumes == ["mirror_000043.tar"])
    }

    @Test("brings again what no archive carried that was finished before a day")
    func since() async throws {
        try world.shop.configure([try await world.push(try Self.image(2), as: "a/one")])
        try world.bring()
        let today = Date().formatted(.iso8601.year().month().day())
        #expect(try world.planToDisk("--since", "2999-01-01", "-detailed-exitcode").status == 0)
        let plan = try world.planToDisk("--since", today, "-detailed-exitcode")
        #expect(plan.status == 2, "\(plan.output)\(plan.errors)")
        #expect(try world.plan(of: world.shop).options.since == today)
        try world.bring("--since", today)
        #expect(try blobs(in: ["mirror_000002.tar"]) == blobs(in: ["mirror_000001.tar"]))
        let wrong = try world.planToDisk("--since", "2026-02-30")
        #expect(wrong.status != 0 && wrong.errors.contains("expected a day"), "\(wrong.errors)")
    }

    @Test("whose record was lost is recorded by the same plan, and nothing is fetched again")
    func lostRecord() async throws {
        try world.shop.configure([try await world.push(try Self.image(2), as: "a/one")])
        try world.bring()
        let whole = try world.files()
        try world.shop.git("reset", "-q", "--hard", "HEAD~1")
        #expect(try world.planToDisk("-detailed-exitcode", "-o", "other.json").status == 2, "nobody knows of it")
        try world.shop.git("reset", "-q", "--hard", "HEAD~1")
        let apply = try world.shop.mirror("apply", "plan.json", "--json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        #expect(!apply.output.contains("blob_complete"), "\(apply.output)")
        #expect(try world.files() == whole)
        #expect(try world.planToDisk("-detailed-exitcode").status == 0)
    }

    @Test("is not for whoever asks for another target, who is told how to plan for that")
    func otherTarget() async throws {
        try world.shop.configure([try await world.push(try Self.image(2), as: "a/one")])
        #expect(try world.planToDisk().status == 0)
        let refused = try world.shop.mirror("apply", "plan.json", "--to", "file:///another/disk")
        #expect(refused.status == 4)
        #expect(refused.errors.contains("plan again with `--to file:///another/disk`"), "\(refused.errors)")
        #expect(!FileManager.default.fileExists(atPath: world.usb))
    }

    @Test("is refused where a blob is larger than a volume, until it may have its own")
    func oversize() async throws {
        let large = try TestImage(layers: [SeededBytes.layer(9, length: 900_000)])
        try world.shop.configure([try await world.push(large, as: "a/large")])
        let refused = try world.planToDisk("--archive-size", "800KiB")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("a/large:1 has 900000 bytes"), "\(refused.errors)")
        #expect(refused.errors.contains("No plan was written."))
        #expect(!FileManager.default.fileExists(atPath: "\(world.shop.work)/plan.json"))
        try world.bring("--archive-size", "800KiB", "--allow-oversize")
        #expect(world.volumes.count == 2)
        #expect(try toolOutput(["tar", "tf", world.path("mirror_000002.tar")]).split(separator: "\n").count == 2)
    }
}
