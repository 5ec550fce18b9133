// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import JSONPath

/// The images that a rendered chart uses: those of every pod template, and those at paths that the user names.
package struct ChartImages: Sendable, Equatable {
    /// The images, each once, in the order of their references.
    package let found: [ChartImage]
    /// What is written like an image and cannot be mirrored, documents that are not YAML, and paths that find no image.
    package let findings: [Finding]

    /// Looks through what a chart rendered; paths in `imagePaths` are looked up in every object.
    package init(_ rendered: RenderedChart, imagePaths: [Located<JSONPathExpression>] = []) {
        var search = ImageSearch(chart: rendered.chart, imagePaths: imagePaths)
        for file in rendered.crds + rendered.files { search.look(through: file) }
        found = search.images
        findings = search.findings
    }
}

extension RenderedChart {
    /// The name of the chart, as the paths of its files begin with it.
    fileprivate var chart: String {
        files.first.flatMap { $0.path.split(separator: "/").first.map(String.init) } ?? "the chart"
    }
}
