// SPDX-License-Identifier: Apache-2.0

package import Charts
package import Diagnostics

/// An error of a chart that a command names, with what helps at the command line.
package struct ChartFailure: ExplainedError {
    /// The chart as the command names it.
    package let chart: String
    package let error: ChartError

    package init(chart: String, _ error: ChartError) {
        self.chart = chart
        self.error = error
    }

    /// What Helm says, then the place if that lacks it.
    package var explanation: Explanation {
        var message = error.message[...]
        while message.last == "\n" { message.removeLast() }
        return Explanation(String(message), cause: place, remedy: remedy)
    }

    private var place: String? {
        // A message about values names the charts and the values themselves.
        guard error.step != .schema, let place = error.place, !error.message.contains(place.file) else { return nil }
        let line = place.line.map { ":\($0)" } ?? ""
        return "in \(place.file)\(line)"
    }

    private var remedy: String {
        switch error.step {
        case .files, .metadata: error.remedy ?? "Check the chart \(chart)."
        case .values: error.remedy ?? "Correct the values, or those of the chart."
        case .schema: "Give the values that the chart's schema asks for, with \(OptionName.values) FILE."
        case .refusal: "The chart itself says so. If it needs values, give them with \(OptionName.values) FILE."
        case .parsing: error.remedy ?? "Correct the template in the chart \(chart)."
        case .execution:
            error.remedy
                ?? "If the chart needs values, give them with \(OptionName.values) FILE; else correct the template."
        }
    }
}
