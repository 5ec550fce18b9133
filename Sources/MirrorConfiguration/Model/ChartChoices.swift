// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import JSONPath
package import OCI
package import YAML

/// How a chart is rendered, and what is taken of it.
package struct ChartChoices: Sendable {
    /// The values in the configuration, a mapping; they win over those of files.
    package let values: Located<YAMLValue>?
    /// The files of values; a later one wins.
    ///
    /// Paths are relative to the folder of the configuration.
    package let valuesFiles: [Located<String>]
    /// The paths of images in what is rendered, beside those of pod templates.
    package let imagePaths: [Located<JSONPathExpression>]
    /// The name and the namespace of the release; without one, those that Helm takes.
    package let releaseName: Located<String>?
    package let namespace: Located<String>?
    /// Whether the chart itself is mirrored beside its images.
    package let carriesChart: Bool
    /// The platforms to mirror; empty means all.
    package let platforms: [Platform]

    /// The values in the configuration as a file of values.
    package var valuesText: [UInt8]? { values.map { Array(YAMLWriter.text($0.value).utf8) } }

    /// The paths of images as they were written.
    package var imagePathTexts: [String] { imagePaths.map(\.value.description) }

    init(
        values: Located<YAMLValue>? = nil,
        valuesFiles: [Located<String>] = [],
        imagePaths: [Located<JSONPathExpression>] = [],
        release: (name: Located<String>?, namespace: Located<String>?) = (nil, nil),
        carriesChart: Bool = false,
        platforms: [Platform] = []
    ) {
        self.values = values
        self.valuesFiles = valuesFiles
        self.imagePaths = imagePaths
        releaseName = release.name
        namespace = release.namespace
        self.carriesChart = carriesChart
        self.platforms = platforms
    }

    /// What distinguishes two renderings of one chart.
    var distinction: String {
        let parts: [String?] =
            [releaseName?.value, namespace?.value, values.map { YAMLWriter.text($0.value) }] + valuesFiles.map(\.value)
        return parts.map { $0 ?? "" }.joined(separator: "\n")
    }
}
