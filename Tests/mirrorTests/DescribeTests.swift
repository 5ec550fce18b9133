// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

@testable import mirror

/// `mirror describe` as users run it.
@Suite("mirror describe", .waitsForPrograms)
struct DescribeTests {
    private let shop: Workshop
    private let folder: TemporaryDirectory
    private let one: TestArchiveSet
    private let two: TestArchiveSet

    init() throws {
        shop = try Workshop(registries: "")
        folder = try TemporaryDirectory()
        let (release, component) = (try TestImage.sample(1), try TestImage.sample(2))
        let (catalog, bundle, tool) = (try TestImage.sample(3), try TestImage.sample(4), try TestImage.sample(5))
        one = try TestArchiveSet(
            [
                .init("openshift/release-images", tag: "4.16.3-x86_64", release, type: .releasePayload),
                .init("openshift/release", tag: "4.16.3-x86_64-etcd", component, type: .releaseComponent),
                .init("redhat/index", tag: "v4.18", catalog, type: .operatorCatalog),
                .init("operators/bundle", bundle, type: .operatorBundle),
                .init("tools/one", tool),
            ],
            parts: 2,
            documents: ["mirror/documents/graphs/stable-4.16.json": "{}"]
        ) { plan in
            plan.fields.options.fields.ignoreReleaseSignature = true
            plan.fields.actions[0].fields.release = ReleaseFacts(
                version: "4.16.3",
                architecture: "amd64",
                signatures: []
            )
            plan.fields.actions[1].fields.partOf = [plan.actions[0].destination]
            plan.fields.actions[3].fields.partOf = [plan.actions[2].destination]
        }
        let carried = Set(tool.blobs.keys).union([tool.digest])
        let layer = try #require(tool.blobs.max { $0.value.count < $1.value.count })
        two = try TestArchiveSet(
            [.init("tools/two", .sample(6)), .init("tools/one", tag: "again", tool, carried: carried)],
            first: 3,
            lineage: one.plan.id,
            since: "2026-11-01"
        ) { plan in
            plan.fields.options.fields.allowOversize = true
            plan.fields.blobs.append(
                BlobTransfer(
                    digest: layer.key,
                    size: Int64(layer.value.count),
                    source: "quay.io/tools/one",
                    home: "localhost/tools/one",
                    atHome: true,
                    mountInto: []
                )
            )
            plan.fields.inSync = [
                PlacedImage(
                    destination: "localhost/redhat/index:v4.18",
                    digest: catalog.digest,
                    type: .operatorCatalog,
                    origins: ["quay.io/redhat/index:v4.18"]
                )
            ]
        }
        try one.write(to: folder)
        try two.write(to: folder)
    }

    /// What a command prints, with the folder's name replaced.
    private func text(_ arguments: [String], status: Int32 = 0) throws -> String {
        let run = try shop.run(["describe"] + arguments)
        #expect(run.status == status, "\(run.errors)")
        return run.output.replacing(folder.path, with: "/media/usb")
    }

    @Test("tells of each set what it brings, in which volumes, and what it relies on")
    func archive() throws {
        try expectGolden(text([folder.path]), "describe.txt")
        #expect(try text(["file://\(folder.path)"]) == text([folder.path]))
    }

    @Test("says the same as JSON")
    func json() throws {
        try expectGolden(text(["--json", folder.path]), "describe.json")
    }

    @Test("tells which part of which set one volume is")
    func volumes() throws {
        let paths = ["mirror_000001.tar", "mirror_000002.tar"].map { folder[$0] }
        try expectGolden(text(paths), "describe-volumes.txt")
    }

    @Test("tells what an index lists")
    func index() throws {
        try folder.write([UInt8]([one, two].index.data()), to: ArchiveIndex.fileName)
        try expectGolden(text([folder[ArchiveIndex.fileName]]), "describe-index.txt")
        let run = try shop.mirror("describe", "--verify", folder[ArchiveIndex.fileName])
        #expect(run.status == 1)
        #expect(run.errors.contains("Name the folder"))
    }

    @Test("reads every byte if it is asked to")
    func verified() throws {
        try folder.write([UInt8]([one, two].index.data()), to: ArchiveIndex.fileName)
        #expect(try text(["--verify", folder.path]).hasSuffix("\nEvery byte was read and is intact.\n"))
        var bytes = one.volumes[1].bytes
        bytes[bytes.count - 2000] ^= 1
        try folder.write(bytes, to: "mirror_000002.tar")
        #expect(try text([folder.path]).contains("damaged") == false)
        let damaged = try text(["--verify", folder.path], status: 1)
        #expect(damaged.contains("damaged mirror_000002.tar: sha256:"))
        #expect(damaged.contains("damaged mirror_000002.tar: its checksum is "))
        #expect(try text(["--verify", folder["mirror_000002.tar"]], status: 1).contains("is damaged: its digest is"))
        #expect(try text(["--verify", folder["mirror_000003.tar"]]).contains("Every byte was read"))
    }

    @Test("tells what is missing, and ends with 1")
    func lost() throws {
        try FileManager.default.removeItem(atPath: folder["mirror_000002.tar"])
        try expectGolden(text([folder.path], status: 1), "describe-lost.txt")
        let run = try shop.mirror("describe", "--json", folder.path)
        #expect(run.status == 1)
        #expect(run.output.contains("\"reason\": \"it is missing\""))
    }

    @Test("tells what can be known of an archive of oc-mirror, and of its cache")
    func foreign() throws {
        try toolOutput(
            ["sh", "-c", "mkdir all out && tar -C all -xf mirror_000003.tar && rm -r all/mirror"],
            in: folder.path
        )
        try folder.write("{}", to: "all/working-dir/hold-release/x.json")
        try toolOutput(["sh", "-c", "tar -C all -cf out/mirror_000001.tar docker working-dir"], in: folder.path)
        try expectGolden(text(["--verify", folder["out"], folder["all"]]), "describe-foreign.txt")
    }

    @Test("says what is wrong with a path", arguments: ["none", "empty", "empty/mirror_000001.tar"])
    func wrongPath(name: String) throws {
        try folder.makeDirectory("empty")
        if name.hasSuffix(".tar") { try folder.write("", to: name) }
        let run = try shop.mirror("describe", folder[name])
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("error: \(folder[name]): "))
    }
}
