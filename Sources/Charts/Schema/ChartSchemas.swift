// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import GoTemplate

/// The schemas of a chart and of its sub-charts.
enum ChartSchemas {
    /// Compares the values of a chart, and the parts of them that its sub-charts get, with the schemas.
    ///
    /// Returns what should be in the log.
    static func check(_ chart: Chart, _ values: [Text: ChartValue]) throws(ChartError) -> [String] {
        var report = Report()
        report.add(chart, values)
        guard report.text.isEmpty else {
            throw ChartError(
                .schema,
                "values don't meet the specifications of the schema(s) in the following chart(s):\n\(report.text)",
                at: ChartError.Place(file: "values.schema.json"),
                remedy: "give the chart other values: `values:` or `valuesFiles:` beside it, or \(OptionName.values)"
            )
        }
        return report.warnings
    }

    private struct Report {
        var text = ""
        var warnings: [String] = []

        mutating func add(_ chart: Chart, _ values: [Text: ChartValue]) {
            if let bytes = chart.schema {
                let lines = errors(bytes, chart.name, values)
                if !lines.isEmpty { text += "\(chart.name):\n" + lines }
            }
            for subchart in chart.dependencies { add(subchart, values[Text(subchart.name)]?.entries ?? [:]) }
        }

        private mutating func errors(_ bytes: [UInt8], _ name: String, _ values: [Text: ChartValue]) -> String {
            do throws(SchemaProblem) {
                let validation = try SchemaValidation(try SchemaDocument(bytes))
                let errors = try validation.errors(of: .map(values))
                if let reference = validation.unreadReference {
                    warnings.append("warning: the schema of \(name) refers to \(reference), which is not read")
                }
                return errors.map { "- \($0)\n" }.joined()
            } catch {
                return error.message
            }
        }
    }
}
