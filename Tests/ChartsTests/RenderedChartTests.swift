// SPDX-License-Identifier: Apache-2.0

import Charts
import Testing

@Suite struct RenderedChartTests {
    @Test func `the text has each file behind its source, first the resource definitions`() {
        let chart = RenderedChart(
            crds: [RenderedFile(path: "crds/a.yaml", text: "kind: A\n")],
            files: [RenderedFile(path: "web/templates/b.yaml", text: "kind: B")]
        )
        #expect(chart.text == "---\n# Source: crds/a.yaml\nkind: A\n\n---\n# Source: web/templates/b.yaml\nkind: B\n")
    }
}
