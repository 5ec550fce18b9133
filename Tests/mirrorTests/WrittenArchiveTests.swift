// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
import OCI
import Plans
import TestSupport
import Testing

/// Archives as apply writes them, read in place by what reads them on the far side.
@Suite("An archive that apply wrote", .waitsForPrograms)
struct WrittenArchiveTests {
    private let upstream: RegistryProcess
    private let shop: Workshop
    private let images: [TestImage]

    init() async throws {
        upstream = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host)
        images = try (1...3).map { try TestImage.sample($0, layers: [90_000, 5000]) }
        for (number, image) in images.enumerated() {
            try await image.push(to: upstream.host.repository("a/\(number)"), tag: "1", with: fillingClient())
        }
    }

    /// Plans and applies a set with the first so many images.
    private func write(_ count: Int) throws {
        try shop.configure((0..<count).map { "\(upstream.host)/a/\($0):1" })
        let to = "file://\(shop.folder["usb"])"
        let plan = try shop.mirror("plan", "-c", "isc.yaml", "--to", to, "--archive-size", "200KiB")
        try #require(plan.status == 0, "\(plan.errors)")
        let apply = try shop.mirror("apply", "plan.json")
        try #require(apply.status == 0, "\(apply.errors)")
    }

    @Test("is whole, is what its index says, and its sets build on each other")
    func whole() async throws {
        try shop.folder.makeDirectory("usb")
        try write(2)
        try write(3)
        let content = try await OpenedArchive.open(shop.folder["usb"])
        #expect(content.sets.count == 2)
        #expect(content.volumes.count == 3)
        #expect(content.indexProblem == nil)
        #expect(try await content.remadeIndex(content.audit()) == content.index)
        for image in images {
            for digest in image.manifests.map(\.descriptor.digest) + image.blobs.keys {
                #expect(content.contains(digest))
            }
        }
        try await content.verify(Array(content.digests))

        let run = try shop.mirror("describe", "--verify", shop.folder["usb"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.lines.first?.contains("2 sets in 3 volumes of") == true, "\(run.output)")
        #expect(run.output.contains("    2 additional images\n"), "\(run.output)")
        #expect(run.output.contains("  earlier sets brought 2 images of the configuration\n"), "\(run.output)")
        #expect(run.lines.last == "Every byte was read and is intact.")

        try FileManager.default.removeItem(atPath: shop.folder["usb/mirror_index.json"])
        let remade = try await OpenedArchive.open(shop.folder["usb"])
        #expect(try await remade.remadeIndex(remade.audit()) == content.index)
    }

    @Test("is refused as a source wherever a byte of it changed that a plan copies")
    func damaged() async throws {
        try shop.folder.makeDirectory("usb")
        try write(2)
        let target = try RegistryProcess()
        try shop.reach(insecure: target.host)
        let from = "file://\(shop.folder["usb"])"
        let whole = try shop.folder.read("usb/mirror_000001.tar")
        // Whichever of the layers has its place in the first volume.
        let layers = images.prefix(2).flatMap(\.blobs).filter { $0.value.count == 90_000 }
        let found = layers.compactMap { layer in whole.firstRange(of: layer.value).map { (layer.key, $0.lowerBound) } }
        let (layer, place) = try #require(found.first)
        var bytes = whole
        bytes[place + 70_000] ^= 1
        try shop.folder.write(bytes, to: "usb/mirror_000001.tar")
        let run = try shop.mirror("plan", "-c", "isc.yaml", "--from", from, "--to", "docker://\(target.host)")
        #expect(run.status == 1)
        #expect(
            run.errors.contains("mirror_000001.tar: its member `\(storedPath(of: layer))` at \(place)")
        )
        #expect(run.errors.contains("expected \(layer)"), "\(run.errors)")

        try shop.folder.write(whole, to: "usb/mirror_000001.tar")
        let again = try shop.mirror("plan", "-c", "isc.yaml", "--from", from, "--to", "docker://\(target.host)")
        #expect(again.status == 0, "\(again.errors)")
    }

    private func storedPath(of digest: Digest) -> String {
        "docker/registry/v2/blobs/sha256/\(digest.hex.prefix(2))/\(digest.hex)/data"
    }
}
