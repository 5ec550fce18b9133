// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
import OCI
import Plans
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

@Suite("Operators in v1's archives", .waitsForPrograms)
struct SequencedOperatorTests {
    private let world: OperatorWorld
    private let far: Workshop

    init() async throws {
        world = try await OperatorWorld()
        far = try Workshop.farSide(of: world.target.host)
    }

    private var usb: String { world.shop.folder["usb"] }

    private func configure(_ lines: [String]) throws {
        let head = [
            "kind: ImageSetConfiguration", "apiVersion: mirror.openshift.io/v1alpha2", "storageConfig:", "  local:",
            "    path: ./meta", "mirror:", "  operators:", "  - catalog: \(OperatorWorld.catalog):v4.18",
        ]
        try world.shop.folder.write((head + lines).joined(separator: "\n") + "\n", to: "work/isc.yaml")
    }

    private func bring() throws {
        let plan = try world.plan("--to", "file://\(usb)")
        guard plan.status == 0 else { throw ToolFailure(arguments: ["plan"], run: plan) }
        let apply = try world.shop.mirror("apply", "plan.json", "--to", "file://\(usb)")
        guard apply.status == 0 else { throw ToolFailure(arguments: ["apply"], run: apply) }
    }

    private func publish() throws {
        let plan = try far.run(["plan", "--from", "file://\(usb)", "--to", "docker://\(world.target.host)/ocp"])
        guard plan.status == 0 else { throw ToolFailure(arguments: ["plan"], run: plan) }
        let apply = try far.mirror("apply", "plan.json")
        guard apply.status == 0 else { throw ToolFailure(arguments: ["apply"], run: apply) }
    }

    @Test("travel as the original catalog and the selected part, and the far side builds the catalog of both")
    func catalog() async throws {
        try await world.publish(TestOperator.usual, architectures: ["amd64", "arm64"])
        try configure(["    packages:", "    - name: foo"])
        try bring()
        let folder = "catalogs/\(OperatorWorld.catalog)/v4.18"
        let set = try #require(try SequenceFolder(usb).sets.first)
        let archive = try await SequencedArchive.open(set)
        #expect(archive.catalogs.map(\.filtered) == ["\(folder)/index/index.json"])
        #expect(archive.catalogs.first?.recorded != nil && archive.catalogs.first?.original != nil)
        #expect(archive.needs() == ArchiveNeeds(earlier: [], lost: []) && archive.findings.isEmpty)
        let index = try await archive.content.document("\(folder)/index/index.json", limit: 1 << 20) ?? []
        let text = String(decoding: index, as: UTF8.self)
        #expect(text.contains("foo.v0.3.1") && !text.contains("baz.v"), "\(text)")
        world.upstream.stop()
        try publish()
        let name = "redhat/redhat-operator-index:v4.18"
        let files = try world.catalogFiles(name)
        #expect(files.values.contains { $0.contains("foo.v0.3.1") } && !files.values.contains { $0.contains("baz.v") })
        for image in archive.images {
            let place = "\(world.target.host)/ocp/\(image.repository):\(image.tag.map { "\($0)" } ?? "")"
            #expect(try far.pulls(place), "\(place)")
        }
    }

    @Test(
        "take no sequence when nothing is new",
        arguments: [
            [], ["    packages:", "    - name: foo"], ["    full: true"],
            ["    packages:", "    - name: foo", "      channels:", "      - name: beta"],
        ]
    )
    func nothingNew(request: [String]) async throws {
        try await world.publish(TestOperator.usual, architectures: ["amd64", "arm64"])
        try configure(request)
        try bring()
        let again = try world.plan("--to", "file://\(usb)")
        #expect(again.status == 0 && again.output.contains("No changes"), "\(again.output)\(again.errors)")
        #expect(try SequenceFolder(usb).sets.map(\.sequence) == [1])
    }

    @Test("travel with a catalog of which nothing is left out")
    func whole() async throws {
        try await world.publish(TestOperator.usual)
        try configure(["    full: true"])
        try bring()
        let set = try #require(try SequenceFolder(usb).sets.first)
        let archive = try await SequencedArchive.open(set)
        let index = try await archive.content.document(archive.catalogs.first?.filtered ?? "", limit: 1 << 20) ?? []
        let text = String(decoding: index, as: UTF8.self)
        #expect(["foo.v0.1.0", "bar.v0.1.0", "baz.v1.0.0"].allSatisfy(text.contains), "\(text)")
        try publish()
        #expect(try far.pulls("\(world.target.host)/ocp/redhat/redhat-operator-index:v4.18"))
    }
}
