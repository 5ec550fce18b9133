// SPDX-License-Identifier: Apache-2.0

/// A chart with its sub-charts, as its files say it is.
package struct Chart: Sendable {
    package internal(set) var metadata: ChartMetadata
    /// The default values of the chart itself, without those of its sub-charts; always a map.
    package internal(set) var values: ChartValue
    /// The templates, by their paths below the root of the chart.
    package let templates: [ChartFiles.Entry]
    /// All other files of the chart, which templates can read.
    package let files: [ChartFiles.Entry]
    /// `values.schema.json`, as it was written.
    package let schema: [UInt8]?
    /// The charts in `charts/`, whether they will be enabled or not.
    package internal(set) var dependencies: [Chart]
    /// What Helm writes into its log while it loads the chart.
    package let warnings: [String]

    /// The name before an alias, if a requirement of its chart asks for it.
    var nameOnLoading: String?
    /// Whether the sub-charts stay where they were before charts around them got other names: so it is for a chart that
    /// was asked for and that asks for none itself.
    var keepsPlacesOnLoading = false

    package var name: String { metadata.name }

    /// The custom resource definitions of the chart: the manifests in `crds/`, which are no templates.
    var ownCRDs: [ChartFiles.Entry] {
        files.filter { file in
            let name = file.path.lowercased()
            return file.path.hasPrefix("crds/") && [".yaml", ".yml", ".json"].contains(where: name.hasSuffix)
        }
    }

    /// Whether the chart only has helpers for others.
    var isLibrary: Bool { metadata.type.lowercased() == "library" }
}
