// SPDX-License-Identifier: Apache-2.0

package import Charts

/// What a command renders, and how.
package struct ChartRenderRequest: Sendable {
    package let chart: NamedChart
    /// The files of values; a later one wins, and `-` is standard input.
    package let valuesFiles: [String]
    package let release: ChartRelease
    package let capabilities: ChartCapabilities

    package init(
        _ chart: NamedChart,
        valuesFiles: [String] = [],
        release: ChartRelease = ChartRelease(),
        capabilities: ChartCapabilities = ChartCapabilities()
    ) {
        self.chart = chart
        self.valuesFiles = valuesFiles
        self.release = release
        self.capabilities = capabilities
    }
}
