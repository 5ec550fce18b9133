// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Downloads
import MirrorConfiguration
import OCI
import Plans
import Registry
import Resolution
import Scheduling
import TestSupport
import Testing

@testable import Runs

@Suite("The sections of a plan")
struct PlannedSectionsTests {
    private let sections: [any ConfigurationSection]

    init() throws {
        let clients = RegistryClients(
            source: .test(),
            target: .test(.destination),
            downloader: Downloader(transport: NoNetwork(folder: "usb")),
            outages: Outages(),
            releaseMirrors: []
        )
        struct NoCache: Error {}
        sections = PlannedSections.all(
            SectionContext(
                sources: SourceAccess(clients: clients),
                mapping: DestinationMapping(target: try MirrorTarget("docker://mirror.example:5000")),
                choices: PlanChoices(recorded: PlanOptions()),
                surroundings: PlanSurroundings(
                    environment: [:],
                    clients: clients,
                    cache: { throw NoCache() },
                    report: nil,
                    events: { _ in }
                )
            )
        )
    }

    private func asked(_ mirror: String) throws -> [SectionName] {
        let text = "kind: ImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\nmirror:\n\(mirror)\n"
        let configuration = try ImageSetConfiguration(
            bytes: Array(text.utf8),
            path: "isc.yaml",
            sections: ImageSetConfiguration.allSections
        )
        return sections.filter { $0.isAsked(by: configuration.mirror) }.map(\.name)
    }

    @Test("are all that a configuration may have, but for those that ask for no image")
    func all() {
        let silent: Set<SectionName> = [.blockedImages, .samples]
        #expect(Set(sections.map(\.name)) == Set(SectionName.allCases).subtracting(silent))
        #expect(sections.count == Set(sections.map(\.name)).count)
    }

    @Test(
        "are asked where a configuration has something of them",
        arguments: [
            ("  additionalImages:\n  - name: quay.io/a/b:1", [.additionalImages]),
            ("  additionalImages: []\n  operators: []", []),
            ("  platform:\n    graph: true", [.platform]),
            ("  operators:\n  - catalog: quay.io/index:1", [.operators]),
            ("  blockedImages:\n  - name: quay.io/a/b", []),
            (
                "  additionalImages:\n  - name: quay.io/a/b:1\n  operators:\n  - catalog: quay.io/index:1",
                [.operators, .additionalImages]
            ),
        ] as [(String, [SectionName])]
    )
    func asked(mirror: String, expected: [SectionName]) throws {
        #expect(try asked(mirror) == expected)
    }

    /// What a section says of the graph, whether an archive is read, and the options that have no effect.
    @Test(
        "say which choices about the graph's data have no effect",
        arguments: [
            (false, false, "`mirror.platform.graph` is not true"), (true, false, nil),
            (true, true, "the archive brings the data of the graph"),
            (false, true, "`mirror.platform.graph` is not true"),
        ] as [(Bool, Bool, String?)]
    )
    func unused(graph: Bool, archive: Bool, reason: String?) throws {
        let text =
            "kind: ImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\n"
            + "mirror:\n  platform:\n    graph: \(graph)\n    channels:\n    - name: stable-4.18\n"
        let section = try #require(
            try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml").mirror.platform
        )
        let choices = ReleaseChoices(graphDataURL: "https://r.example/graph", graphImage: "quay.io/graph:1")
        let checks = choices.unused(in: section, archive: archive)
        let expected = reason.map { reason in
            ["--graph-data-url", "--graph-image"].map { "\($0) has no effect: \(reason)" }
        }
        #expect(checks.map(\.message) == expected ?? [])
        #expect(ReleaseChoices().unused(in: section, archive: archive).isEmpty)
    }
}
