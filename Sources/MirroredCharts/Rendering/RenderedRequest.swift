// SPDX-License-Identifier: Apache-2.0

import Charts
import Diagnostics
import MirrorConfiguration
import OCI
import Plans

/// A chart that a configuration asks for, rendered, with the images in it.
struct RenderedRequest: Sendable {
    let requested: RequestedChart
    let package: PackagedChart
    /// What the chart was, and what it brought.
    let record: ChartRecord
    let images: [ChartImage]
    let findings: [Finding]

    /// Renders a chart.
    init(
        _ requested: RequestedChart,
        _ loaded: LoadedChart,
        _ options: PlanOptions.Charts,
        of configuration: ImageSetConfiguration
    ) throws {
        self.requested = requested
        package = loaded.package
        let inputs = try ChartInputs(requested.choices, options, of: configuration)
        let rendered = try ChartRendering(
            loaded.chart,
            values: inputs.values,
            release: inputs.release,
            capabilities: inputs.capabilities
        ).render()
        let found = ChartImages(rendered, imagePaths: inputs.imagePaths)
        images = found.found
        findings = found.findings
        record = ChartRecord(
            source: requested.source,
            name: package.name,
            version: package.version,
            digest: package.digest,
            inputs: inputs.digest,
            images: images.map { "\($0.reference)" }.sorted()
        )
    }

    /// Who asks for an image: the part of the configuration, the chart, and each template with the place in it.
    func requests(for image: ChartImage) -> [String] {
        let shown = image.uses.prefix(Self.mostUses).map { "\(requested.path) (\(package.title)): \($0)" }
        let more = image.uses.count - shown.count
        return shown + (more > 0 ? ["\(requested.path) (\(package.title)): \(counted(more, "more place"))"] : [])
    }

    /// The most places in a chart that a plan names for one image.
    private static let mostUses = 20
}
