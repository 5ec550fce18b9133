// SPDX-License-Identifier: Apache-2.0

import Downloads
import HTTPTransport
import Ledger
import MirrorConfiguration
import OCI
import Plans
import Registry
import Resolution
import Scheduling
import TestSupport

@testable import Runs

/// Sources on loopback, a folder for configurations, archives and the cache, and what happened while a plan was made.
final class RunWorld: Sendable {
    let source: FakeRegistry
    let folder: TemporaryDirectory
    private let heard = Guarded<[PlanEvent]>([])
    private let reports = Guarded<[MissingReport]>([])

    init() throws {
        source = try FakeRegistry()
        folder = try TemporaryDirectory()
    }

    var events: [PlanEvent] { heard.withLock { $0 } }
    /// What was written down as missing.
    var missing: [MissingReport] { reports.withLock { $0 } }

    var place: CachePlace { CachePlace(root: folder["cache"], ocMirror: nil) { _ in } }

    var environment: [String: String] { ["HOME": folder.path, "XDG_STATE_HOME": folder["state"]] }

    var clients: RegistryClients {
        RegistryClients(
            source: .test(.source),
            target: .test(.destination),
            downloader: Downloader(transport: CurlTransport(.init(version: "test")), retry: .tries(1)),
            outages: Outages(),
            releaseMirrors: []
        )
    }

    private var reporter: @Sendable (MissingReport) throws -> Void {
        { [reports] missing in reports.withLock { $0.append(missing) } }
    }

    func surroundings(reporting: Bool = false) -> PlanSurroundings {
        PlanSurroundings(
            environment: environment,
            clients: clients,
            cache: { [place] in place },
            report: reporting ? reporter : nil,
            events: { [heard] event in heard.withLock { $0.append(event) } }
        )
    }

    /// An image of one layer at the source, and its name there.
    @discardableResult
    func image(_ name: String, _ text: String? = nil) throws -> (name: String, image: TestImage) {
        let image = try TestImage(layers: [Array((text ?? name).utf8)])
        source.add(image, to: name, tag: "1")
        return ("\(source.server.host)/\(name):1", image)
    }

    /// A configuration of additional images, or of anything else.
    func configuration(
        _ images: [String],
        mirror: String = "",
        head: String = "",
        file: String = "isc.yaml"
    ) throws -> ImageSetConfiguration {
        var text = "kind: ImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\n\(head)mirror:\n"
        if !images.isEmpty { text += "  additionalImages:\n" + images.map { "    - name: \($0)\n" }.joined() }
        text += mirror
        try folder.write(text, to: file)
        return try ImageSetConfiguration(bytes: Array(text.utf8), path: folder[file])
    }

    /// Makes a plan of a configuration that is called `name` in plans.
    func plan(
        _ configuration: ImageSetConfiguration,
        named name: String = "isc.yaml",
        to target: MirrorTarget,
        ledger: TargetLedger? = nil,
        neighbours: [TargetLedger] = [],
        choices: PlanChoices = PlanChoices(recorded: PlanOptions()),
        reporting: Bool = false
    ) async throws -> Plan {
        let request = PlanRequest(
            configuration: configuration,
            name: name,
            target: target,
            ledger: ledger ?? TargetLedger(target: "\(target)"),
            neighbours: neighbours,
            findings: []
        )
        return try await PlanRun(of: request, choices: choices, surroundings: surroundings(reporting: reporting)).plan()
    }
}
