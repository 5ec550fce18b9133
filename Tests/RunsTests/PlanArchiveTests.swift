// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import Plans
import Resolution
import TestSupport
import Testing

@testable import Runs

/// Plans that write archives, and plans that read them.
@Suite("The run of a plan over the gap")
struct PlanArchiveTests {
    private let world: RunWorld
    private let server: FakeRegistry
    private let target: MirrorTarget

    init() throws {
        world = try RunWorld()
        server = try FakeRegistry()
        target = try MirrorTarget("docker://\(server.server.host)/ocp")
    }

    private func image(_ number: Int) throws -> TestImage { try TestImage(layers: [Array("layer \(number)".utf8)]) }

    /// A folder with a set of images `quay.io/a/1:1`, `quay.io/a/2:1`, …, each in a volume of its own.
    private func archive(_ count: Int) throws -> (set: TestArchiveSet, path: String) {
        let items = try (1...count).map { TestArchiveSet.Item("a/\($0)", try image($0)) }
        let set = try TestArchiveSet(items, parts: count)
        try set.write(to: world.folder, "usb")
        return (set, world.folder["usb"])
    }

    private func names(_ count: Int) -> [String] { (1...count).map { "quay.io/a/\($0):1" } }

    /// Changes the bytes of an image's layer.
    private func damage(_ number: Int, of set: TestArchiveSet) throws {
        let name = "\(set.volumes[number - 1].name)"
        var bytes = try world.folder.read("usb/\(name)")
        let place = try #require(bytes.firstRange(of: Array("layer \(number)".utf8)))
        bytes[place.lowerBound] = UInt8(ascii: "L")
        try world.folder.write(bytes, to: "usb/\(name)")
    }

    private func choices(_ folder: String, _ options: PlanOptions = PlanOptions()) -> PlanChoices {
        PlanChoices(recorded: options, archive: ArchiveChoices(source: folder))
    }

    /// The size that the configuration names in GiB, the limit of the command line, and the limit of the plan.
    @Test(
        "fills volumes up to the limit that is named last, and brings the configuration along",
        arguments: [
            ("", nil, 500 << 30), ("archiveSize: 2\n", nil, 2 << 30), ("archiveSize: 2\n", 1 << 20, 1 << 20),
            ("", 1 << 20, 1 << 20),
        ] as [(String, Int64?, Int64)]
    )
    func writes(head: String, limit: Int64?, expected: Int64) async throws {
        let wanted = try world.image("a/b")
        let configuration = try world.configuration([wanted.name], head: head)
        let target = try MirrorTarget("file://\(world.folder["out"])")
        let plan = try await world.plan(
            configuration,
            to: target,
            choices: PlanChoices(recorded: PlanOptions(), archive: ArchiveChoices(volumeLimit: limit))
        )
        #expect(plan.archive?.limit == expected)
        #expect(plan.archive?.volumes.map(\.name) == ["mirror_000001.tar"])
        #expect(plan.archive?.documents.map(\.digest) == [Digest(of: configuration.bytes)])
        #expect(plan.actions.map(\.digest) == [wanted.image.digest])
        #expect(!FileManager.default.fileExists(atPath: world.folder["out"]))
    }

    @Test("tells what is doubtful about the folder of an archive")
    func remarks() async throws {
        try world.folder.write("x", to: "out/mirror_000007.tar")
        let configuration = try world.configuration([try world.image("a/b").name])
        let plan = try await world.plan(configuration, to: MirrorTarget("file://\(world.folder["out"])"))
        #expect(plan.archive?.firstVolume == 8)
        let remarks = world.events.compactMap { if case .remark(let text) = $0 { text } else { nil } }
        #expect(remarks.count == 1 && remarks[0].contains("mirror_000007.tar"), "\(remarks)")
    }

    @Test("reads an archive whole, and asks nobody else")
    func reads() async throws {
        let (set, path) = try archive(2)
        let plan = try await world.plan(world.configuration(names(2)), to: target, choices: choices(path))
        #expect(plan.actions.map(\.digest) == (try (1...2).map { try image($0).digest }))
        guard case .copiesToRegistry(from: let source?) = plan.work else {
            Issue.record("\(plan.work)")
            return
        }
        #expect(source.volumes.map(\.name) == set.volumes.map { "\($0.name)" })
        #expect(source.volumes.map(\.size) == set.volumes.map { Int64($0.bytes.count) })
        #expect(world.source.server.requests.isEmpty && !server.server.requests.isEmpty)
        let read = world.events.compactMap { event -> [Int64]? in
            if case .readingArchive(let bytes, let all) = event { [bytes, all] } else { nil }
        }
        // Manifests were read before.
        let blobs = plan.blobs.reduce(0) { $0 + $1.size }
        #expect(read.last == [blobs, blobs], "\(read)")
    }

    @Test("fails where a blob of the archive is damaged")
    func damaged() async throws {
        let (set, path) = try archive(2)
        try damage(2, of: set)
        let error = await #expect(throws: (any Error).self) {
            try await world.plan(world.configuration(names(2)), to: target, choices: choices(path))
        }
        #expect(error.map { "\($0)" }?.contains("mirror_000002.tar") == true, "\(error as Any)")
    }

    /// How many blobs are damaged, how many of them are named, and how many more there are.
    @Test(
        "that reports what is missing names the first damaged blobs",
        arguments: [(0, 0, nil), (5, 5, nil), (7, 5, 2)]
    )
    func reports(count: Int, named: Int, more: Int?) async throws {
        let (set, path) = try archive(7)
        for number in (0..<count).map({ $0 + 1 }) { try damage(number, of: set) }
        let plan = try await world.plan(
            world.configuration(names(7)),
            to: target,
            choices: choices(path),
            reporting: true
        )
        let damages = world.events.compactMap { if case .damaged(let path, _) = $0 { path } else { nil } }
        #expect(damages.count == named)
        #expect(world.events.contains(.moreDamaged(count: more ?? 0)) == (more != nil))
        let layers = try (1..<(count + 1)).flatMap { number in
            try image(number).blobs.filter { $0.value == Array("layer \(number)".utf8) }.keys
        }
        #expect(world.missing.count == 1)
        #expect(Set(layers).isSubset(of: Set(world.missing[0].blobs)))
        #expect(world.missing[0].isEmpty == (count == 0))
        #expect(plan.checks.contains { $0.severity == .error } == (count > 0))
    }

    @Test("leaves out images that the archive has not whole, where that is allowed")
    func incomplete() async throws {
        let (set, path) = try archive(3)
        try damage(2, of: set)
        let plan = try await world.plan(
            world.configuration(names(3)),
            to: target,
            choices: choices(path, PlanOptions(allowMissing: true)),
            reporting: true
        )
        #expect(plan.actions.map { "\($0.destination)" } == ["\(target)/a/1:1", "\(target)/a/3:1"])
        #expect(plan.checks.map(\.severity) == [.warning])
    }
}
