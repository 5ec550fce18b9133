// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import Registry
import TestSupport
import Testing

@testable import Runs

/// Pinning over a registry on loopback.
@Suite("The run of a pin")
struct PinRunTests {
    private let registry: FakeRegistry
    private let folder: TemporaryDirectory

    init() throws {
        registry = try FakeRegistry()
        folder = try TemporaryDirectory()
        registry.add(try Self.catalogImage(), to: "redhat/index", tag: "v4.18")
    }

    private static func catalogImage() throws -> TestImage { try TestImage(layers: [Array("catalog".utf8)]) }

    private func configuration(_ catalogs: [String], template: String? = nil) throws -> ImageSetConfiguration {
        let entries = catalogs.map { catalog in
            "  - catalog: \(catalog)\n" + (template.map { "    targetCatalogSourceTemplate: \($0)\n" } ?? "")
        }
        let text =
            "kind: ImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\nmirror:\n  operators:\n"
            + entries.joined()
        try folder.write(text, to: "isc.yaml")
        return try ImageSetConfiguration(bytes: Array(text.utf8), path: folder["isc.yaml"])
    }

    private var catalog: String { "\(registry.server.host)/redhat/index:v4.18" }

    private func run(_ request: PinRequest) async throws -> PinOutcome {
        try await PinRun(of: request) { .test() }.run()
    }

    @Test("writes both configurations beside the one that is read, with the digest of today")
    func pins() async throws {
        let outcome = try await run(PinRequest(configuration: try configuration([catalog])))
        let digest = try Self.catalogImage().digest
        #expect(outcome.digests == [0: digest])
        #expect(outcome.pinnedPath == folder["isc.pinned.yaml"])
        #expect(outcome.deletionPath == folder["isc.delete.yaml"])
        #expect(outcome.strayTemplate == nil)
        #expect(String(decoding: try folder.read("isc.pinned.yaml"), as: UTF8.self).contains("@\(digest)"))
        #expect(
            String(decoding: try folder.read("isc.delete.yaml"), as: UTF8.self)
                .contains("kind: DeleteImageSetConfiguration")
        )
        // What it wrote it may overwrite.
        _ = try await run(PinRequest(configuration: try configuration([catalog])))
    }

    @Test("names every catalog that has no digest, and writes nothing")
    func unknown() async throws {
        let host = registry.server.host
        let wanted = try configuration([catalog, "\(host)/redhat/index:v9", "\(host)/none:v1"])
        let error = await #expect(throws: FindingsError.self) { try await run(PinRequest(configuration: wanted)) }
        #expect(error?.description.contains("the registry has no catalog \(host)/redhat/index:v9") == true)
        #expect(error?.description.contains("\(host)/none:v1") == true)
        #expect(!FileManager.default.fileExists(atPath: folder["isc.pinned.yaml"]))
        #expect(!FileManager.default.fileExists(atPath: folder["isc.delete.yaml"]))
    }

    @Test("looks at the files before anybody is asked")
    func files() async throws {
        let configuration = try configuration([catalog])
        try folder.write("kind: x\n", to: "mine.yaml")
        let refusals: [(PinRequest, OutputRefusal)] = [
            (
                PinRequest(configuration: configuration, out: folder["mine.yaml"]),
                .foreign(.pinnedConfiguration, path: folder["mine.yaml"])
            ),
            (
                PinRequest(configuration: configuration, deleteOut: folder["mine.yaml"]),
                .foreign(.deletionConfiguration, path: folder["mine.yaml"])
            ),
            (
                PinRequest(configuration: configuration, out: folder["isc.yaml"]),
                .configuration(.pinnedConfiguration, path: folder["isc.yaml"])
            ),
            (
                PinRequest(configuration: configuration, out: folder["a.yaml"], deleteOut: folder["a.yaml"]),
                .twice(path: folder["a.yaml"])
            ),
            (PinRequest(configuration: configuration, out: "-"), .standardOutput(.pinnedConfiguration)),
            (
                PinRequest(configuration: configuration, out: folder.path),
                .folder(.pinnedConfiguration, path: folder.path)
            ),
        ]
        for (request, refusal) in refusals {
            await #expect(throws: refusal) { try await run(request) }
        }
        #expect(registry.server.requests.isEmpty)
        let forced = PinRequest(configuration: configuration, out: folder["mine.yaml"], force: true)
        #expect(try await run(forced).pinnedPath == folder["mine.yaml"])
    }

    @Test("leaves a pinned configuration as it is, if it would write the same")
    func itself() async throws {
        let digest = try Self.catalogImage().digest
        let configuration = try configuration(["\(registry.server.host)/redhat/index@\(digest)"])
        let before = try folder.read("isc.yaml")
        let outcome = try await run(PinRequest(configuration: configuration, out: folder["isc.yaml"]))
        #expect(outcome.digests.isEmpty)
        #expect(try folder.read("isc.yaml") == before)
    }

    @Test(
        "names files beside the configuration",
        arguments: [
            ("isc.yaml", "isc.pinned.yaml"), ("isc.yml", "isc.pinned.yaml"), ("isc.json", "isc.pinned.yaml"),
            ("a/isc.pinned.yaml", "a/isc.pinned.yaml"), ("isc", "isc.pinned.yaml"),
            ("isc.yaml.yml", "isc.yaml.pinned.yaml"),
        ]
    )
    func names(configuration: String, pinned: String) {
        #expect(PinOutput.path(beside: configuration, "pinned") == pinned)
    }
}
