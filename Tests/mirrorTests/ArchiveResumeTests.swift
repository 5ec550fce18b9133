// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import OCI
import Plans
import TestSupport
import Testing

/// What interrupts the writing of an archive, and what comes of it.
@Suite("Writing an archive", .waitsForPrograms)
struct ArchiveResumeTests {
    private let world: ArchiveWorld
    /// An image of which a part of each blob arrives, and the rest when the test says so.
    private let held: HeldImage
    private let images: [TestImage]

    init() async throws {
        world = try ArchiveWorld()
        held = try HeldImage(TestImage(layers: [SeededBytes.layer(99, length: 3_000_000)]), sending: 1_500_000)
        images = try (0..<4).map { try TestImage.sample(UInt64($0), layers: [200_000, 300_000]) }
        try world.shop.reach(insecure: held.host)
        var names = [held.reference]
        for (index, image) in images.enumerated() {
            names.append(try await world.push(image, as: "many/image\(index)"))
        }
        try world.shop.configure(names)
        let plan = try world.planToDisk("--archive-size", "4MiB")
        #expect(plan.status == 0, "\(plan.errors)")
    }

    /// The blob that arrives in parts.
    private var layer: Digest { held.image.blobs.max { $0.value.count < $1.value.count }?.key ?? held.image.digest }

    /// Starts the apply, and has a part of the long blob written and everything else.
    private func interrupted(_ body: (RunningProgram) async throws -> Void) async throws -> ToolRun {
        try await world.shop.startApply("plan.json", "--parallelism", "4") { program in
            for index in images.indices { try await world.shop.wait(for: "many/image\(index)") }
            try await held.waitUntilAskedFor()
            try await body(program)
        }
    }

    /// Writes the same archive without any interruption elsewhere, and compares.
    private func expectSameAsUninterrupted() async throws {
        let found = try world.files()
        #expect(found.keys.sorted() == ["mirror_000001.tar", "mirror_000002.tar", "mirror_index.json"])
        try FileManager.default.removeItem(atPath: world.usb)
        let home = try world.shop.otherHome()
        try world.shop.folder.write(try world.shop.folder.read("work/plan.json"), to: "elsewhere/plan.json")
        let whole = try world.shop.mirror(
            "apply",
            "plan.json",
            "--no-audit",
            variables: home,
            in: world.shop.folder["elsewhere"]
        )
        #expect(whole.status == 0, "\(whole.output)\(whole.errors)")
        #expect(try world.files() == found, "byte for byte")
    }

    @Test("survives kill -9: the same plan fetches what is lacking, and the volumes are the same")
    func killed() async throws {
        let run = try await interrupted { program in
            program.send(SIGKILL)
            held.release()
        }
        #expect(run.status == 128 + 9)
        let left = try world.files()
        #expect(left.keys.sorted() == ["mirror_000001.tar.partial", "mirror_000002.tar.partial"])
        for image in images {
            for bytes in image.blobs.values {
                #expect(left.values.contains { $0.firstRange(of: bytes) != nil }, "what was complete is there")
            }
        }
        let again = try world.shop.mirror("apply", "plan.json", "--json")
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        let fetched = again.lines.filter { $0.contains("blob_complete") }
        #expect((1...2).contains(fetched.count), "the long blob, and perhaps the short one beside it: \(fetched)")
        #expect(held.requests(of: layer) == 2)
        try await expectSameAsUninterrupted()
    }

    @Test("ends at Ctrl-C with what is in flight, and the same plan carries on")
    func interrupt() async throws {
        let run = try await interrupted { program in
            program.send(SIGINT)
            try await world.shop.wait(for: "Interrupt received")
            held.release()
        }
        // Everything was in flight, so there is nothing that was not begun.
        #expect(run.status == 0 || run.status == 130, "\(run.output)\(run.errors)")
        let again = try world.shop.mirror("apply", "plan.json")
        #expect(again.status == 0 || again.errors.contains("applied"), "\(again.output)\(again.errors)")
        try await expectSameAsUninterrupted()
    }

    @Test("is for one apply at a time, from whatever home it is started")
    func oneAtATime() async throws {
        let first = try await interrupted { _ in
            let second = try world.shop.mirror("apply", "plan.json")
            #expect(second.status == 1)
            #expect(second.errors.contains("is running on this machine"), "\(second.errors)")
            let other = try world.shop.mirror("apply", "plan.json", "--no-audit", variables: world.shop.otherHome())
            #expect(other.status == 1, "\(other.output)\(other.errors)")
            #expect(other.errors.contains("another `mirror apply`"), "\(other.errors)")
            held.release()
        }
        #expect(first.status == 0, "\(first.output)\(first.errors)")
        try await expectSameAsUninterrupted()
    }
}
