// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans
import TestSupport
import Testing

@Suite("Options of archives", .waitsForPrograms)
struct ArchiveOptionsTests {
    private let world: ArchiveWorld

    init() throws { world = try ArchiveWorld() }

    /// What is asked for, and what the answer names.
    static let meaningless: [(options: [String], message: String)] = [
        (
            ["--to", "docker://TARGET", "--since", "2026-01-01"],
            "--since is for writing an archive, and --to is docker://"
        ),
        (["--to", "docker://TARGET", "--allow-oversize"], "--allow-oversize is for writing an archive"),
        (["--to", "docker://TARGET", "--archive-size", "1GiB"], "--archive-size is for writing an archive"),
        (["--to", "docker://TARGET", "--from", "file://x", "--archive-size", "1GiB"], "not for --from"),
        (["--to", "file://y", "--from", "file://x"], "--from reads an archive, and --to file://y would write one"),
    ]

    @Test("are refused where they mean nothing", arguments: meaningless)
    func refused(options: [String], message: String) throws {
        try world.shop.configure(["\(world.upstream.host)/a:1"])
        let given = options.map { $0.replacing("TARGET", with: "\(world.target.host)") }
        let run = try world.shop.run(["plan", "-c", "isc.yaml"] + given)
        #expect(run.status == 64)
        #expect(run.errors.contains(message), "\(run.errors)")
    }

    @Test("name the variable where that says what the target is")
    func variable() throws {
        try world.shop.configure(["\(world.upstream.host)/a:1"])
        let to = ["MIRROR_TO": "docker://\(world.target.host)"]
        let run = try world.shop.mirror("plan", "-c", "isc.yaml", "--since", "2026-01-01", variables: to)
        #expect(run.status == 1)
        #expect(run.errors.contains("and MIRROR_TO is docker://\(world.target.host)"), "\(run.errors)")
    }

    @Test("never have a report written over what is none")
    func report() async throws {
        let image = try TestImage.sample(1, layers: [1000])
        try world.shop.configure([try await world.push(image, as: "a")])
        try world.bring()
        try world.carry()
        let configuration = try world.far.folder.read("work/isc.yaml")
        for (name, message) in [
            ("isc.yaml", "is the file of --config"), ("plan.json", "is the file of --out"), (".", "is a folder"),
            ("mine.txt", "exists and is not a report"),
        ] {
            if name == "mine.txt" { try world.far.folder.write(Array("mine".utf8), to: "work/mine.txt") }
            let run = try world.planFromDisk("--report-missing", name)
            #expect(run.status == 1)
            #expect(run.errors.contains(message), "\(run.errors)")
        }
        #expect(try world.far.folder.read("work/isc.yaml") == configuration)
        #expect(try world.planFromDisk("--report-missing", "report.json").status == 0)
        #expect(try world.planFromDisk("--report-missing", "report.json").status == 0, "over an earlier one")
    }

    @Test("lead around a volume that is gone and that nobody needs, up to the apply")
    func lostVolume() async throws {
        let images = try (1...2).map { try TestImage.sample(UInt64($0), layers: [300_000]) }
        let names = [try await world.push(images[0], as: "a"), try await world.push(images[1], as: "b")]
        try world.shop.configure(names)
        try world.bring("--archive-size", "400KiB")
        try #require(world.volumes.count == 2)
        // Of one image everything is in the first volume.
        let second = try world.plan(of: world.shop).blobs.filter { $0.volume == 2 }.map(\.digest)
        let (kept, name) =
            images[0].blobs.keys.contains(where: second.contains) ? (images[1], names[1]) : (images[0], names[0])
        try FileManager.default.removeItem(atPath: world.path("mirror_000002.tar"))
        try world.far.configure([name])
        #expect(try world.planFromDisk().status == 1)
        let plan = try world.planFromDisk("--report-missing", "report.json")
        #expect(plan.status == 0, "\(plan.errors)")
        let apply = try world.far.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.errors)")
        let path = name.drop { $0 != "/" }
        #expect(try world.far.digest("\(world.target.host)/ocp\(path)") == "\(kept.digest)")
    }
}
