// SPDX-License-Identifier: Apache-2.0

import Applying
import Foundation
import HTTPTransport
import OCI
import Plans
import TestSupport
import Testing

/// Runs that end inside a long blob.
@Suite("Ended inside a long blob, the executor of an archive", .waitsForPrograms)
struct ArchiveResumeTests {
    private let scene: ArchiveScene
    private let image: TestImage

    init() throws {
        scene = try ArchiveScene()
        image = try TestImage(layers: [(0..<20).flatMap { [UInt8](repeating: $0, count: 1 << 20) }])
    }

    /// The offsets from which the source was asked for the layer.
    private var offsets: [Int64] {
        scene.upstream.server.requests
            .filter { $0.method == "GET" && $0.target.contains("/blobs/\(image.layer)") }
            .map { request in
                let digits = request.headers["Range"]?.dropFirst("bytes=".count).prefix { $0 != "-" }
                return digits.flatMap { Int64($0) } ?? 0
            }
    }

    /// Runs a plan until its source refuses the rest of the layer.
    private func begin(_ plan: PlanFile) async throws {
        let target = "/blobs/\(image.layer)"
        scene.upstream.inject(FakeRegistryFault(.cut(after: 17 << 20), method: "GET", target: target))
        scene.upstream.inject(FakeRegistryFault(.status(403), method: "GET", target: target))
        #expect(try await !scene.write(plan).isComplete)
        scene.upstream.heal()
    }

    /// The unfinished volume, and where the number begins that says how much is written.
    private func unfinished() throws -> (bytes: [UInt8], number: Int) {
        let bytes = try Data(contentsOf: URL(filePath: scene.folder["usb/mirror_000001.tar.partial"]))
        let mark = try #require(bytes.range(of: Data("mirror: written ".utf8)))
        return ([UInt8](bytes), mark.upperBound)
    }

    @Test("fetches only the rest, and ends with the same bytes")
    func resumes() async throws {
        let plan = try await scene.plan([("a/b", image)])
        try await begin(plan)
        let before = offsets.count
        #expect(try await scene.write(plan).isComplete)
        let again = offsets.dropFirst(before)
        #expect(again.count == 1 && again.allSatisfy { $0 >= 16 << 20 }, "\(offsets)")
        try await scene.expectWhole([("a/b", image)], of: plan)
        try scene.folder.makeDirectory("whole")
        #expect(try await scene.write(plan, to: scene.folder["whole"]).isComplete)
        #expect(try scene.files(scene.folder["whole"]) == scene.files(), "byte for byte")
    }

    @Test("fetches all of it if the disk lost what the earlier run wrote")
    func damaged() async throws {
        let plan = try await scene.plan([("a/b", image)])
        try await begin(plan)
        let before = offsets.count
        let (found, number) = try unfinished()
        var bytes = found
        bytes[number + (4 << 20)] ^= 1
        try scene.folder.write(bytes, to: "usb/mirror_000001.tar.partial")
        #expect(try await scene.write(plan).isComplete)
        #expect(offsets.dropFirst(before).contains(0), "\(offsets)")
        try await scene.expectWhole([("a/b", image)], of: plan)
    }

    @Test("takes no other text for its note, and no number that cannot be", arguments: ["x", "0", "-5", "99999999999"])
    func wrongNotes(number: String) async throws {
        let plan = try await scene.plan([("a/b", image)])
        try await begin(plan)
        var (bytes, place) = try unfinished()
        for byte in "\(number)\n".utf8 {
            bytes[place] = byte
            place += 1
        }
        try scene.folder.write(bytes, to: "usb/mirror_000001.tar.partial")
        let before = offsets.count
        #expect(try await scene.write(plan).isComplete)
        #expect(offsets.dropFirst(before) == [0])
        try await scene.expectWhole([("a/b", image)], of: plan)
    }
}
