// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import HelmCases

extension HelmCase {
    private static let metadata = """
        apiVersion: v2
        name: web
        version: 1.2.3
        appVersion: 4.5.6
        description: A chart
        type: application
        """

    /// The case as a chart.
    private var chart: Chart {
        get throws(ChartError) {
            var entries = [ChartFiles.Entry(path: "Chart.yaml", bytes: Array(Self.metadata.utf8))]
            entries.append(ChartFiles.Entry(path: "templates/t.yaml", bytes: Array(template.utf8)))
            for (path, text) in templates { entries.append(ChartFiles.Entry(path: path, bytes: Array(text.utf8))) }
            for (path, text) in files { entries.append(ChartFiles.Entry(path: path, bytes: Array(text.utf8))) }
            var chart = try Chart(ChartFiles(entries: entries))
            if let values { chart.values = values.chartValue }
            return chart
        }
    }

    /// What our rendering makes of the case.
    var rendered: Result<Text, HelmFailure> {
        do throws(ChartError) {
            let files = try ChartRendering(try chart).everyFile()
            let text = files.first { $0.path == "web/templates/t.yaml" }?.text ?? "(no such file)"
            return .success(Text(text))
        } catch {
            return .failure(HelmFailure(error.message))
        }
    }
}

extension JSON {
    fileprivate var chartValue: ChartValue {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let value): .number(value)
        case .string(let value): .string(Text(value))
        case .array(let elements): .list(elements.map(\.chartValue))
        case .object(let entries): .map(Dictionary(entries.map { (Text($0), $1.chartValue) }) { $1 })
        }
    }
}
