// SPDX-License-Identifier: Apache-2.0

import Downloads
import HTTPTransport
import ImageAccess
import Ledger
import MirrorConfiguration
import OCI
import Plans
import Registry
import Resolution
import Sections
import TestSupport

/// What sections are asked with in tests; nothing is there to be asked.
enum SampleContext {
    struct NoCache: Error {}

    private static var mapping: DestinationMapping {
        get throws { DestinationMapping(target: try MirrorTarget("docker://mirror.example:5000/ocp")) }
    }

    private static var sources: SourceAccess {
        SourceAccess(
            library: ImageLibrary(client: .test()),
            downloader: Downloader(transport: CurlTransport(.init(version: "test")))
        )
    }

    private static let services = RunServices(environment: [:], openCache: { throw NoCache() })

    static var planning: ResolutionContext {
        get throws {
            ResolutionContext(sources: sources, mapping: try mapping, options: PlanOptions(), services: services)
        }
    }

    static var holding: HoldingContext {
        get throws {
            HoldingContext(
                target: KnownTarget(
                    mapping: try mapping,
                    ledger: TargetLedger(target: "mirror.example:5000/ocp")
                ),
                registry: .test(.destination),
                sources: sources,
                exactChannels: false,
                services: services
            )
        }
    }

    /// A configuration with these lines in its section `mirror`, or in its section `delete`.
    static func configuration(
        _ lines: String,
        kind: ConfigurationKind = .mirror,
        version: String = "v2alpha1"
    ) throws -> NamedConfiguration {
        let (name, section) = kind == .deletion ? ("DeleteImageSet", "delete") : ("ImageSet", "mirror")
        let text = "kind: \(name)Configuration\napiVersion: mirror.openshift.io/\(version)\n\(section):\n\(lines)\n"
        return NamedConfiguration(
            name: "isc.yaml",
            configuration: try ImageSetConfiguration(
                bytes: Array(text.utf8),
                path: "isc.yaml",
                kind: kind,
                sections: ImageSetConfiguration.allSections
            )
        )
    }
}
