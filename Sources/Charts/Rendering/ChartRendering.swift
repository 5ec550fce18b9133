// SPDX-License-Identifier: Apache-2.0

/// The rendering of one chart.
package struct ChartRendering: Sendable {
    let chart: Chart
    /// The values of the user, later ones win.
    let values: [ChartValues]
    let release: ChartRelease
    let capabilities: ChartCapabilities

    package init(
        _ chart: Chart,
        values: [ChartValues] = [],
        release: ChartRelease = ChartRelease(),
        capabilities: ChartCapabilities = ChartCapabilities()
    ) {
        self.chart = chart
        self.values = values
        self.release = release
        self.capabilities = capabilities
    }

    /// Renders all templates.
    package func render() throws(ChartError) -> RenderedChart {
        throw ChartError(.execution, "charts cannot be rendered yet")
    }
}
