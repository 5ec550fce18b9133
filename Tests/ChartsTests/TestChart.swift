// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate

/// A chart made for a test.
struct TestChart {
    private var files: [String: String]

    init(_ name: String = "web", version: String = "1.2.3", metadata: String = "", _ files: [String: String] = [:]) {
        self.files = files
        self.files["Chart.yaml"] = "apiVersion: v2\nname: \(name)\nversion: \(version)\n\(metadata)"
    }

    init(_ files: [String: String]) { self.init("web", files) }

    /// Adds a sub-chart in the folder of its name.
    func adding(_ name: String, _ subchart: TestChart) -> TestChart {
        var chart = self
        for (path, text) in subchart.files { chart.files["charts/\(name)/\(path)"] = text }
        return chart
    }

    var entries: [ChartFiles.Entry] {
        files.sorted { $0.key < $1.key }.map { ChartFiles.Entry(path: $0.key, bytes: Array($0.value.utf8)) }
    }

    func loaded() throws(ChartError) -> Chart { try Chart(ChartFiles(entries: entries)) }

    func rendered(values: String..., release: ChartRelease = ChartRelease()) throws(ChartError) -> RenderedChart {
        var given: [ChartValues] = []
        for (index, text) in values.enumerated() {
            given.append(try ChartValues(yaml: Array(text.utf8), file: "values-\(index).yaml"))
        }
        return try ChartRendering(try loaded(), values: given, release: release).render()
    }

    /// The text of one rendered file.
    func text(of path: String, values: String = "") throws(ChartError) -> String? {
        try rendered(values: values).files.first { $0.path == path }?.text
    }

    /// Why the chart cannot be rendered.
    func failure(values: String = "") -> ChartError? {
        do throws(ChartError) {
            _ = try rendered(values: values)
            return nil
        } catch {
            return error
        }
    }
}
