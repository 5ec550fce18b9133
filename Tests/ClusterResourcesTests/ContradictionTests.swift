// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Diagnostics
import OCI
import Plans
import TestSupport
import Testing

@Suite("The facts of two configurations about one image")
struct ContradictionTests {
    private static func catalog(_ template: String?) -> SectionFacts {
        .catalog(CatalogFacts(name: "x", template: template))
    }

    private static let release = SectionFacts.release(
        ReleaseFacts(version: "4.16.1", architecture: "amd64", signatures: [])
    )

    @Test(
        "contradict each other if they give a catalog different templates",
        arguments: [
            (catalog(nil), catalog(nil), false), (catalog("a"), catalog("a"), false),
            (catalog("a"), catalog("b"), true),
            (catalog("a"), catalog(nil), true), (release, release, false), (release, catalog("a"), false),
        ] as [(SectionFacts, SectionFacts, Bool)]
    )
    func table(own: SectionFacts, theirs: SectionFacts, isContradiction: Bool) {
        let place = SourceLocation(file: "isc.yaml", line: 3, column: 5)
        let finding = own.contradiction(with: theirs, of: "other.yaml", about: "a.io/index:v4.18", at: place)
        #expect((finding != nil) == isContradiction)
        guard let finding else { return }
        #expect(finding.severity == .warning && finding.code == .catalogTemplate && finding.place == place)
        #expect(
            finding.text
                == "other.yaml wants a.io/index:v4.18 with another `targetCatalogSourceTemplate`; "
                + "the template of the plan that is applied last counts"
        )
    }
}
