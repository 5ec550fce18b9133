// SPDX-License-Identifier: Apache-2.0

import GoTemplate

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
        let result = DeepStack.run { () -> Result<RenderedChart, ChartError> in
            do throws(ChartError) {
                return .success(try rendered())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func rendered() throws(ChartError) -> RenderedChart {
        try checkKubeVersion()
        let given = ChartValues.merged(values)
        var dependencies = ChartDependencies()
        let chart = try dependencies.resolved(chart, given)
        var coalescing = ChartCoalescing(keepsNulls: false, log: dependencies.log)
        let values = try coalescing.values(chart, given)
        try ChartSchemas.check(chart, values)
        for warning in self.chart.allWarnings { coalescing.log.write(warning) }
        return RenderedChart(
            crds: chart.crds.map { RenderedFile(path: $0.path, text: $0.text) },
            files: try files(of: chart, values),
            warnings: coalescing.log.lines
        )
    }

    private func checkKubeVersion() throws(ChartError) {
        let constraint = chart.metadata.kubeVersion
        guard !constraint.isEmpty,
            !ChartDependencies.isCompatible(capabilities.kubeVersion, with: constraint)
        else { return }
        throw ChartError(
            .metadata,
            "chart requires kubeVersion: \(constraint) which is incompatible with Kubernetes \(capabilities.kubeVersion)",
            at: ChartError.Place(file: "Chart.yaml"),
            remedy: "say which version the cluster has, with --kube-version"
        )
    }

    private func files(of chart: Chart, _ values: [Text: ChartValue]) throws(ChartError) -> [RenderedFile] {
        let objects = try HelmObjects(chart, values, release, capabilities)
        let order = objects.order
        let templates = try HelmTemplates(order.compactMap { path in objects.files[path].map { (path, $0.text) } })
        var rendered: [RenderedFile] = []
        for path in order where !path.isPartial {
            guard let file = objects.files[path] else { continue }
            file.dot.entries["Template"] = HelmObjects.template(name: Text(path), folder: Text(file.folder))
            let text = try templates.execute(path, with: .map(file.dot.asValues())).string
            // Notes are for people, and are executed only for their errors.
            if !path.hasSuffix("NOTES.txt"), text.contains(where: { !$0.isWhitespace }) {
                rendered.append(RenderedFile(path: path, text: text))
            }
        }
        return rendered.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}

extension Chart {
    /// The custom resource definitions of the chart, then those of its sub-charts.
    fileprivate var crds: [(path: String, text: String)] {
        ownCRDs.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) } + dependencies.flatMap(\.crds)
    }

    fileprivate var allWarnings: [String] { warnings + dependencies.flatMap(\.allWarnings) }
}
