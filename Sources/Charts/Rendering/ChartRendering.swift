// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import GoTemplate

/// The rendering of one chart.
package struct ChartRendering: Sendable {
    let chart: Chart
    /// The values of the user, later ones win.
    let values: [ChartValues]
    let release: ChartRelease
    let capabilities: ChartCapabilities
    /// How much work the templates may be.
    var limits = DeepStack.limits

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
        try Self.onDeepStack { () throws(ChartError) in
            let prepared = try prepare()
            return RenderedChart(
                crds: prepared.chart.crds,
                files: try files(of: prepared).filter(\.isShown),
                warnings: prepared.warnings
            )
        }
    }

    /// All files that are no partials, with notes and files of white space.
    func everyFile() throws(ChartError) -> [RenderedFile] {
        try Self.onDeepStack { () throws(ChartError) in try files(of: try prepare()) }
    }

    private static func onDeepStack<Success: Sendable>(
        _ work: @escaping @Sendable () throws(ChartError) -> Success
    ) throws(ChartError) -> Success {
        try DeepStack.run { () -> Result<Success, ChartError> in
            do throws(ChartError) {
                return .success(try work())
            } catch {
                return .failure(error)
            }
        }.get()
    }

    /// A chart with the sub-charts that take part, and its values.
    private struct Prepared {
        let chart: Chart
        let values: [Text: ChartValue]
        let warnings: [String]
    }

    private func prepare() throws(ChartError) -> Prepared {
        try checkKubeVersion()
        let given = ChartValues.merged(values)
        var dependencies = ChartDependencies()
        let resolved = try dependencies.resolved(chart, given)
        var coalescing = ChartCoalescing(keepsNulls: false, log: dependencies.log)
        let values = try coalescing.values(resolved, given)
        for warning in try ChartSchemas.check(resolved, values) { coalescing.log.write(warning) }
        for warning in chart.allWarnings { coalescing.log.write(warning) }
        return Prepared(chart: resolved, values: values, warnings: coalescing.log.lines)
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
            remedy: "say which version the cluster has, with \(OptionName.kubeVersion)"
        )
    }

    private func files(of prepared: Prepared) throws(ChartError) -> [RenderedFile] {
        let objects = try HelmObjects(prepared.chart, prepared.values, release, capabilities)
        let order = objects.order
        let sources = order.compactMap { path in objects.files[path].map { (path, $0.text) } }
        let templates = try HelmTemplates(sources, limits: limits)
        var rendered: [RenderedFile] = []
        for path in order where !path.isPartial {
            guard let file = objects.files[path] else { continue }
            file.dot.entries["Template"] = HelmObjects.template(name: Text(path), folder: Text(file.folder))
            let text = try templates.execute(path, with: .map(file.dot.asValues())).string
            rendered.append(RenderedFile(path: path, text: text))
        }
        return rendered.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}

extension RenderedFile {
    /// Whether the file is more than white space, and no notes for people.
    fileprivate var isShown: Bool { !path.hasSuffix("NOTES.txt") && text.contains { !$0.isWhitespace } }
}

extension Chart {
    /// The custom resource definitions of the chart, then those of its sub-charts.
    fileprivate var crds: [RenderedFile] {
        let own = ownCRDs.map { RenderedFile(path: $0.path, text: String(decoding: $0.bytes, as: UTF8.self)) }
        return own + dependencies.flatMap(\.crds)
    }

    fileprivate var allWarnings: [String] { warnings + dependencies.flatMap(\.allWarnings) }
}
