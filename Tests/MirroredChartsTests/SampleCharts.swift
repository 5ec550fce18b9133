// SPDX-License-Identifier: Apache-2.0

import Cache
import ChartRepositories
import Downloads
import HTTPTransport
import ImageAccess
import Ledger
import MirrorConfiguration
import MirroredCharts
import OCI
import Plans
import Registry
import Resolution
import Sections
import TestSupport

/// A configuration with charts, and what its section comes to.
struct SampleCharts {
    let folder: TemporaryDirectory
    private let access: ChartAccess

    init(access: ChartAccess = ChartAccess()) throws {
        folder = try TemporaryDirectory()
        self.access = access
    }

    var section: ChartsSection { ChartsSection(access: access) }

    var mapping: DestinationMapping {
        get throws { DestinationMapping(target: try MirrorTarget("docker://mirror.example:5000/ocp")) }
    }

    private var sources: SourceAccess {
        SourceAccess(
            library: ImageLibrary(client: .test()),
            downloader: Downloader(
                transport: CurlTransport(CurlTransportOptions(version: "test")),
                retry: .tries(1)
            )
        )
    }

    var services: RunServices {
        RunServices(
            environment: [:],
            openCache: { [path = folder.path] in DiskCache(root: "\(path)/cache") }
        )
    }

    /// A configuration in the folder with these lines in its section `helm`.
    func configuration(_ lines: String, kind: ConfigurationKind = .mirror) throws -> NamedConfiguration {
        let (name, section) = kind == .deletion ? ("DeleteImageSet", "delete") : ("ImageSet", "mirror")
        let text = """
            kind: \(name)Configuration
            apiVersion: mirror.openshift.io/v2alpha1
            \(section):
              helm:
            \(lines)

            """
        return NamedConfiguration(
            name: "isc.yaml",
            configuration: try ImageSetConfiguration(
                bytes: Array(text.utf8),
                path: "\(folder.path)/isc.yaml",
                kind: kind,
                sections: ImageSetConfiguration.allSections
            )
        )
    }

    /// What a plan takes of the charts.
    func contribution(_ lines: String, options: PlanOptions = PlanOptions()) async throws -> Contribution {
        let context = ResolutionContext(
            sources: sources,
            mapping: try mapping,
            options: options,
            services: services
        )
        return try await section.contribution(to: try configuration(lines), in: context)
    }

    /// What a target with this ledger holds of the charts.
    func holding(_ ledger: TargetLedger) async throws -> any SectionHolding {
        try await section.holding(
            at: HoldingContext(
                target: KnownTarget(mapping: try mapping, ledger: ledger),
                registry: .test(.destination),
                sources: sources,
                exactChannels: false,
                services: services
            )
        )
    }

    /// Writes the files of a chart into a folder.
    func write(_ files: [String: String], to path: String) throws {
        for (name, text) in files { try folder.write(text, to: "\(path)/\(name)") }
    }
}

extension SampleCharts {
    /// The charts of a repository: one in three versions, and one that needs its values.
    static func published() throws -> [TestChart] {
        [
            try TestChart("web", "1.0.0", images: ["quay.io/team/web:1.0"]),
            try TestChart("web", "1.1.0", images: ["quay.io/team/web:1.1", "quay.io/team/side:2"]),
            try TestChart("web", "2.0.0-rc.1", images: ["quay.io/team/web:2.0"]),
            try TestChart("api", "0.1.0", images: ["quay.io/team/api:{{ .Values.tag }}"], values: "tag: stable\n"),
        ]
    }

    /// The section of a configuration that names the repository of a server, with the given charts.
    static func section(of server: ChartServer, _ charts: String) -> String {
        "    repositories:\n    - name: team\n      url: \(server.url)\n\(charts)"
    }
}
