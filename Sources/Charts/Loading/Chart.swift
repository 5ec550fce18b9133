// SPDX-License-Identifier: Apache-2.0

/// A chart with its sub-charts, as its files say it is.
package struct Chart: Sendable {
    package let metadata: ChartMetadata
    /// The default values of the chart itself, without those of its sub-charts.
    package let values: ChartValue
    /// The templates, by their paths below the root of the chart.
    package let templates: [ChartFiles.Entry]
    /// All other files of the chart, which templates can read.
    package let files: [ChartFiles.Entry]
    /// `values.schema.json`, as it was written.
    package let schema: [UInt8]?
    /// The charts in `charts/`, whether they will be enabled or not.
    package let dependencies: [Chart]

    package var name: String { metadata.name }
}
