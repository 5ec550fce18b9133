// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

/// Whatever happened to volumes on their way is told before anything is pushed.
@Suite("A damaged archive", .waitsForPrograms)
struct ArchiveRefusalTests {
    /// What happened to a folder of three volumes in two sets, and what is said of it.
    struct Damage: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Parts of the message.
        let messages: [String]
        /// Whether the headers of the volumes tell, so that a plan made before is refused as a whole.
        let showsInHeaders: Bool
        let strike: @Sendable (inout [String: [UInt8]]) throws -> Void

        init(
            _ name: String,
            _ messages: String...,
            showsInHeaders: Bool = true,
            strike: @escaping @Sendable (inout [String: [UInt8]]) throws -> Void
        ) {
            testDescription = name
            self.messages = messages
            self.showsInHeaders = showsInHeaders
            self.strike = strike
        }
    }

    private static let (one, two, three) = ("mirror_000001.tar", "mirror_000002.tar", "mirror_000003.tar")

    static let damages = [
        Damage("lacks the first volume of a set", "\(one) is missing", "part 1 of 2") { $0[one] = nil },
        Damage("lacks the last volume of a set", "\(two) is missing", "part 2 of 2") { $0[two] = nil },
        Damage("lacks the newest set, which its index has", three) { $0[three] = nil },
        Damage("has a volume that is cut in the middle", two) { $0[two]?.removeLast(300_000) },
        Damage("has a volume that is cut by one block", two) { $0[two]?.removeLast(512) },
        Damage("has an empty volume", two) { $0[two] = [] },
        Damage("has two volumes with each other's names", one) { files in
            (files[one], files[two]) = (files[two], files[one])
        },
        Damage("has a volume twice", two) { $0[two] = $0[one] },
        Damage("has a volume that is no tar", one) { $0[one] = [UInt8](repeating: 7, count: 20_000) },
        Damage("has a volume that another program wrote", two) { $0[two] = try TestArchive(["a": "b"]).bytes },
        Damage("has a volume that is not finished", "not finished") { files in
            files["\(three).partial"] = files.removeValue(forKey: three)
        },
        Damage("has a blob of which a bit is wrong", two, "sha256:", showsInHeaders: false) { files in
            files[two]?[400_000] ^= 1
        },
    ]

    /// Two sets, the first in two volumes.
    private func world() async throws -> ArchiveWorld {
        let world = try ArchiveWorld()
        var names: [String] = []
        for number in 1...2 {
            let image = try TestImage.sample(UInt64(number), layers: [600_000, 300])
            names.append(try await world.push(image, as: "a/image\(number)"))
        }
        try world.shop.configure(names)
        try world.bring("--archive-size", "700KiB")
        try world.shop.configure(names + [try await world.push(try .sample(3, layers: [600_000]), as: "a/image3")])
        try world.bring()
        try world.carry()
        world.upstream.stop()
        return world
    }

    @Test("is refused with what was found, before anything is pushed", arguments: damages)
    func refuses(damage: Damage) async throws {
        let world = try await world()
        #expect(world.volumes == [Self.one, Self.two, Self.three])
        let good = try world.planFromDisk("-o", "good.json")
        #expect(good.status == 0, "\(good.output)\(good.errors)")
        let whole = try world.files()
        var files = whole
        try damage.strike(&files)
        try world.restore(files)

        let plan = try world.planFromDisk()
        #expect(plan.status == 1, "\(plan.output)")
        for message in damage.messages { #expect(plan.errors.contains(message), "\(plan.errors)") }
        #expect(!FileManager.default.fileExists(atPath: "\(world.far.work)/plan.json"))
        let apply = try world.far.mirror("apply", "good.json")
        #expect(apply.status != 0, "\(apply.output)")
        if damage.showsInHeaders { #expect(world.targetIsUntouched, "\(apply.output)\(apply.errors)") }

        try world.restore(whole)
        let mended = try world.far.mirror("apply", "good.json")
        #expect(mended.status == 0, "\(mended.output)\(mended.errors)")
    }
}
