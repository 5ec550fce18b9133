// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// Disk to registry, on Debian's registry, where no other host can be reached.
@Suite("From an archive on disk", .waitsForPrograms)
struct ArchiveReadingTests {
    private let world: ArchiveWorld

    init() throws { world = try ArchiveWorld() }

    private static let base = SeededBytes.layer(1, length: 400_000)

    private static func image(_ seed: UInt64) throws -> TestImage {
        try TestImage(layers: [base, SeededBytes.layer(seed, length: 100_000)])
    }

    private func digest(_ name: String) throws -> String? { try world.far.digest("\(world.target.host)/ocp/\(name)") }

    private func applyFar() throws -> ToolRun { try world.far.mirror("apply", "plan.json") }

    @Test("images come to a registry as they were, with what belongs to them, and nothing is left to do")
    func roundTrip() async throws {
        let (one, two) = (try Self.image(2), try TestImage(layers: [Self.base, [2]], format: .docker))
        let platforms = ["amd64", "arm64"].map { Platform(os: "linux", architecture: $0) }
        let index = try TestImage.index(
            platforms.enumerated().map { ($1, try TestImage(layers: [Self.base, [UInt8($0)]], platform: $1)) }
        )
        let signature = try TestImage.signature(of: one)
        let referrer = try TestImage.referrer(to: one, type: "application/vnd.example.attestation")
        let names = [
            try await world.push(one, as: "a/one"), try await world.push(two, as: "a/two"),
            try await world.push(index, as: "b/multi"),
        ]
        try await world.push(signature, as: "a/one", tag: one.signatureTag)
        try await world.push(referrer, as: "a/one", tag: nil)
        try world.shop.configure(names)
        try world.bring("--archive-size", "600KiB")
        // A second set brings another image that relies on the first one.
        let three = try Self.image(3)
        try world.shop.configure(names + [try await world.push(three, as: "a/three")])
        try world.bring()
        try world.carry()
        world.upstream.stop()

        let plan = try world.planFromDisk()
        #expect(plan.status == 0, "\(plan.output)\(plan.errors)")
        #expect(world.targetIsUntouched, "planning changes nothing")
        let bytes = try world.far.read("plan.json")
        #expect(try world.planFromDisk().status == 0)
        #expect(try world.far.read("plan.json") == bytes, "twice the same plan")
        let written = try world.plan(of: world.far)
        #expect(written.mode == .diskToRegistry)
        #expect(written.source?.volumes.map(\.name) == world.volumes)
        let apply = try applyFar()
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        #expect(try digest("a/one:1") == "\(one.digest)")
        #expect(try digest("a/two:1") == "\(two.digest)")
        #expect(try digest("b/multi:1") == "\(index.digest)")
        #expect(try digest("a/three:1") == "\(three.digest)")
        #expect(try digest("a/one:\(one.signatureTag)") == "\(signature.digest)")
        let found = try await fillingClient().referrers(world.target.host.repository("ocp/a/one"), of: one.digest)
        #expect(found.map(\.digest) == [referrer.digest])
        for name in ["a/one:1", "a/two:1", "b/multi:1", "a/three:1"] {
            let pull = try world.far.outside(
                "skopeo",
                "copy",
                "-q",
                "--all",
                "--src-tls-verify=false",
                "--preserve-digests",
                "docker://\(world.target.host)/ocp/\(name)",
                "dir:pulled"
            )
            #expect(pull.status == 0, "\(name): \(pull.errors)")
        }
        let again = try world.planFromDisk("-detailed-exitcode")
        #expect(again.status == 0, "\(again.output)\(again.errors)")
    }

    @Test("a narrower configuration takes a part, and nothing else")
    func narrower() async throws {
        let images = [try Self.image(2), try Self.image(3)]
        try world.shop.configure([
            try await world.push(images[0], as: "a/one"), try await world.push(images[1], as: "a/two"),
        ])
        try world.bring()
        try world.far.configure(["\(world.upstream.host)/a/two:1"])
        world.upstream.stop()
        let plan = try world.planFromDisk()
        #expect(plan.status == 0, "\(plan.output)\(plan.errors)")
        #expect(try Set(world.plan(of: world.far).blobs.map(\.digest)) == Set(images[1].blobs.keys))
        #expect(try applyFar().status == 0)
        #expect(try digest("a/two:1") == "\(images[1].digest)")
        #expect(try digest("a/one:1") == nil)
        // What the archive never had is an error that names it.
        try world.far.configure(["\(world.upstream.host)/a/three:1"])
        let refused = try world.planFromDisk()
        #expect(refused.status == 1)
        #expect(refused.errors.contains("a/three:1"), "\(refused.errors)")
    }

    @Test("pushing survives kill -9, and the same plan carries on")
    func killed() async throws {
        let images = try (0..<20).map { try TestImage.sample(UInt64($0), layers: [400_000]) }
        var names: [String] = []
        for (index, image) in images.enumerated() { names.append(try await world.push(image, as: "many/i\(index)")) }
        try world.shop.configure(names)
        try world.bring()
        try world.carry()
        world.upstream.stop()
        #expect(try world.planFromDisk().status == 0)
        let killed = try await world.far.startApply("plan.json", "--parallelism", "1") { program in
            try await world.far.wait(for: "done ")
            program.send(SIGKILL)
        }
        #expect(killed.status == 128 + 9, "\(killed.output)\(killed.errors)")
        #expect(try images.indices.contains { try digest("many/i\($0):1") == nil }, "some are left to do")
        let again = try applyFar()
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        for (index, image) in images.enumerated() { #expect(try digest("many/i\(index):1") == "\(image.digest)") }
        #expect(try world.planFromDisk("-detailed-exitcode").status == 0)
    }

    @Test("the plan is applied where the disk has another place, and refused where it is another disk")
    func otherFolder() async throws {
        try world.shop.configure([try await world.push(try Self.image(2), as: "a/one")])
        try world.bring()
        try world.carry()
        world.upstream.stop()
        #expect(try world.planFromDisk().status == 0)
        let files = try world.files()
        for (name, bytes) in files { try world.far.folder.write(bytes, to: "moved/\(name)") }
        try FileManager.default.removeItem(atPath: world.usb)
        let gone = try applyFar()
        #expect(gone.status != 0 && gone.errors.contains("there is no such folder"), "\(gone.errors)")
        let bytes = try #require(files["mirror_000001.tar"])
        try world.far.folder.write(
            bytes.dropLast(1024) + [UInt8](repeating: 0, count: 2048),
            to: "other/mirror_000001.tar"
        )
        let other = try world.far.mirror("apply", "plan.json", "--from", "file://\(world.far.folder["other"])")
        #expect(other.status != 0, "\(other.output)")
        #expect(world.targetIsUntouched)
        let apply = try world.far.mirror("apply", "plan.json", "--from", "file://\(world.far.folder["moved"])")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
    }

    @Test("an image that an earlier set brought is moved to another tag, and to where paths are not joined")
    func retagged() async throws {
        let image = try Self.image(2)
        let name = try await world.push(image, as: "deep/team/a/one")
        try world.shop.configure([name])
        try world.bring("--max-nested-paths", "2")
        try world.carry()
        #expect(try world.planFromDisk().status == 0)
        #expect(try applyFar().status == 0)
        #expect(try digest("deep/team/a/one:1") == "\(image.digest)")
        // The second set names the image, and does not have it.
        try world.shop.configure([name, try await world.push(try Self.image(3), as: "b")])
        try world.bring("--max-nested-paths", "2")
        try FileManager.default.removeItem(atPath: world.path("mirror_000001.tar"))
        try FileManager.default.removeItem(atPath: world.path("mirror_index.json"))
        world.upstream.stop()
        let text = try world.far.read("isc.yaml") + "    targetTag: moved\n"
        try world.far.folder.write(text, to: "work/isc.yaml")
        let plan = try world.planFromDisk()
        #expect(plan.status == 0, "\(plan.output)\(plan.errors)")
        let apply = try applyFar()
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        #expect(try digest("deep/team/a/one:moved") == "\(image.digest)")
    }

    /// What was lost, by the images that are still wanted there.
    static let losses = [["a/one", "a/two"], ["a/two"]]

    @Test("what a lost set carried is written down, sent again, and then everything is there", arguments: losses)
    func resend(wanted: [String]) async throws {
        let images = ["a/one": try Self.image(2), "a/two": try Self.image(3)]
        let names = try await images.mapValuesInOrder { name, image in try await world.push(image, as: name) }
        // Whoever lacks an image cannot know that it was signed.
        let one = try #require(images["a/one"])
        let signature = try TestImage.signature(of: one)
        let referrer = try TestImage.referrer(to: one, type: "application/vnd.example.attestation")
        try await world.push(signature, as: "a/one", tag: one.signatureTag)
        try await world.push(referrer, as: "a/one", tag: nil)
        try world.shop.configure([names[0]])
        try world.bring()
        try world.shop.configure(names)
        try world.bring()
        // The first set never arrives: the second lacks the layer that both share.
        try FileManager.default.moveItem(atPath: world.path("mirror_000001.tar"), toPath: world.shop.folder["kept.tar"])
        try FileManager.default.removeItem(atPath: world.path("mirror_index.json"))
        let configuration = wanted.map { "\(world.upstream.host)/\($0):1" }
        try world.far.configure(configuration)
        let refused = try world.planFromDisk()
        #expect(refused.status == 1, "\(refused.output)")
        #expect(refused.errors.contains("--report-missing"), "\(refused.errors)")
        let report = try world.planFromDisk("--report-missing", "missing.json")
        #expect(report.status == 1, "\(report.output)")
        #expect(report.errors.contains("--resend missing.json"), "\(report.errors)")
        #expect(world.targetIsUntouched)

        try world.shop.folder.write(world.far.folder.read("work/missing.json"), to: "work/missing.json")
        try world.shop.configure(configuration)
        try world.bring("--resend", "missing.json")
        let brought = try world.plan(of: world.shop)
        #expect(brought.blobs.contains { $0.digest == Digest(of: Self.base) && !$0.atHome })
        #expect(!brought.blobs.contains { $0.digest == images["a/two"]?.ownLayer && !$0.atHome }, "that one arrived")
        let plan = try world.planFromDisk()
        #expect(plan.status == 0, "\(plan.output)\(plan.errors)")
        #expect(try applyFar().status == 0)
        for name in wanted { #expect(try digest("\(name):1") == images[name].map { "\($0.digest)" }) }
        if wanted.contains("a/one") {
            #expect(try digest("a/one:\(one.signatureTag)") == "\(signature.digest)")
            #expect(try digest("a/one@\(referrer.digest)") == "\(referrer.digest)")
        }
        // Whoever resends twice brings it twice; without the report there is nothing to bring.
        #expect(try world.planToDisk("-detailed-exitcode").status == 0)
    }
}

extension TestImage {
    /// The layer that no other image of these tests has.
    fileprivate var ownLayer: Digest? { blobs.first { $0.value.count == 100_000 }?.key }
}

extension [String: TestImage] {
    /// The results of a function for each image, in the order of the names.
    fileprivate func mapValuesInOrder(_ body: (String, TestImage) async throws -> String) async rethrows -> [String] {
        var results: [String] = []
        for (name, image) in sorted(by: { $0.key < $1.key }) { results.append(try await body(name, image)) }
        return results
    }
}
