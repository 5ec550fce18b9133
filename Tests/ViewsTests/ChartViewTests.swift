// SPDX-License-Identifier: Apache-2.0

import Charts
import Foundation
import Reviews
import Runs
import Testing
import Views

@Suite("Charts as they are shown")
struct ChartViewTests {
    private static let rendered = RenderedChart(
        crds: [RenderedFile(path: "crds/c.yaml", text: "kind: CustomResourceDefinition")],
        files: [
            RenderedFile(
                path: "web/templates/a.yaml",
                text: """
                    kind: Deployment
                    metadata: {name: web}
                    spec: {template: {spec: {containers: [{image: "nginx:1"}, {image: "quay.io/a/b:2"}]}}}
                    """
            ),
            RenderedFile(
                path: "web/charts/db/templates/b.yaml",
                text: "kind: Pod\nmetadata: {name: db}\nspec:\n  containers:\n  - image: docker.io/library/nginx:1\n"
            ),
        ],
        warnings: ["condition path is odd"]
    )

    @Test("as one stream of files, with or without definitions")
    func stream() {
        let text = Self.rendered.text(includingDefinitions: false)
        #expect(text.hasPrefix("---\n# Source: web/templates/a.yaml\nkind: Deployment\n"))
        #expect(text.contains("\n---\n# Source: web/charts/db/templates/b.yaml\nkind: Pod\n"))
        #expect(text.hasSuffix("nginx:1\n\n"))
        let whole = Self.rendered.text(includingDefinitions: true)
        #expect(whole == "---\n# Source: crds/c.yaml\nkind: CustomResourceDefinition\n" + text)
        #expect(Self.rendered.warningLines == ["warning: condition path is odd\n"])
    }

    @Test("as images with a line for each place that uses one")
    func images() throws {
        let view = ChartImageListView(images: ChartImages(Self.rendered).found)
        #expect(
            view.table(.plain, false).text == """
                docker.io/library/nginx:1\tweb/templates/a.yaml:3\tDeployment web\t.spec.template.spec.containers[0].image
                docker.io/library/nginx:1\tweb/charts/db/templates/b.yaml:5\tPod db\t.spec.containers[0].image
                quay.io/a/b:2\tweb/templates/a.yaml:3\tDeployment web\t.spec.template.spec.containers[1].image

                """
        )
        #expect(view.table(.plain, true).text.hasPrefix("IMAGE"))
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(try view.json().utf8)) as? [[String: Any]]
        )
        #expect(json.map { $0["image"] as? String } == ["docker.io/library/nginx:1", "quay.io/a/b:2"])
        let uses = try #require(json[0]["uses"] as? [[String: Any]])
        #expect(uses.map { $0["chart"] as? String } == ["web", "db"])
        #expect(uses.map { $0["text"] as? String } == ["nginx:1", "docker.io/library/nginx:1"])
        #expect(uses.map { $0["line"] as? Int } == [3, 5])
    }

    @Test("as charts of a repository")
    func charts() throws {
        let view = ChartListView(charts: [
            ListedChart(name: "db", newest: nil, count: 1),
            ListedChart(name: "web", newest: "1.10.0", count: 3, isLibrary: true, isDeprecated: true),
        ])
        #expect(view.table(.plain, false).text == "db\t-\t1\t\nweb\t1.10.0\t3\tlibrary, deprecated\n")
        #expect(
            view.table(.plain, true).text
                == "CHART  VERSION  VERSIONS  NOTE\ndb     -        1\nweb    1.10.0   3         library, deprecated\n"
        )
        #expect(try view.json().contains("\"versions\": 3"))
    }

    @Test("as versions of a chart")
    func versions() throws {
        let view = ChartVersionListView(versions: [
            ListedChartVersion(version: "2.0.0", digest: "sha256:ab", isDeprecated: true),
            ListedChartVersion(version: "1.0.0"),
        ])
        #expect(view.table(.plain, false).text == "2.0.0\tsha256:ab\tdeprecated\n1.0.0\t-\t\n")
        let json = try JSONSerialization.jsonObject(with: Data(try view.json().utf8)) as? [[String: Any]]
        #expect(json?.map { $0["version"] as? String } == ["2.0.0", "1.0.0"])
    }
}
