// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans
import Testing

@testable import Releases

@Suite("The choices about releases")
struct ReleaseChoicesTests {
    /// What a section says of the graph, whether an archive is read, and why options have no effect.
    @Test(
        "say which of them about the graph's data have no effect",
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
        #expect(checks.map(\.text) == expected ?? [])
        #expect(ReleaseChoices().unused(in: section, archive: archive).isEmpty)
    }
}
