// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that a chart cannot be loaded or rendered.
package struct ChartError: ExplainedError, Equatable {
    /// What was being done.
    package enum Step: String, Sendable {
        /// Reading the files of a chart.
        case files
        /// Understanding `Chart.yaml` and the files beside it.
        case metadata
        /// Reading and merging values.
        case values
        /// Comparing values with the schemas of the charts.
        case schema
        /// Reading a template.
        case parsing
        /// Executing a template.
        case execution
        /// A `fail` or `required` of the chart itself.
        case refusal
    }

    /// A place in a file of the chart, as far as it is known: the line is counted from 1, the column from 0 as Go does.
    package struct Place: Sendable, Hashable {
        package let file: String
        package let line: Int?
        package let column: Int?

        package init(file: String, line: Int? = nil, column: Int? = nil) {
            self.file = file
            self.line = line
            self.column = column
        }
    }

    package let step: Step
    /// The message as Helm words it.
    package let message: String
    package let place: Place?
    /// What to do about it.
    package let remedy: String?

    package init(_ step: Step, _ message: String, at place: Place? = nil, remedy: String? = nil) {
        self.step = step
        self.message = message
        self.place = place
        self.remedy = remedy
    }

    package var explanation: Explanation { Explanation(message, remedy: remedy) }
}
