// SPDX-License-Identifier: Apache-2.0

package import Charts
package import Diagnostics
import Scheduling

/// Renders a chart that a command names.
package struct ChartRenderRun: Sendable {
    private let request: ChartRenderRequest
    /// Gets the package of a chart that is not on this machine.
    private let fetch: @Sendable (NamedChart) async throws -> [UInt8]

    package init(
        _ request: ChartRenderRequest,
        fetch: @escaping @Sendable (NamedChart) async throws -> [UInt8]
    ) {
        self.request = request
        self.fetch = fetch
    }

    /// Reads the chart and the values, and renders it.
    package func rendered() async throws -> RenderedChart {
        let values = try await blocking { [request] in try request.valuesFiles.map(Self.values) }
        let chart = try await chart()
        do {
            return try ChartRendering(
                chart,
                values: values,
                release: request.release,
                capabilities: request.capabilities
            ).render()
        } catch {
            throw ChartFailure(chart: request.chart.text, error)
        }
    }

    private func chart() async throws -> Chart {
        let named = request.chart
        if named.isLocal { return try await blocking { try LocalChartReader(named.text).chart() } }
        let bytes = try await fetch(named)
        do {
            return try Chart(try ChartFiles(archive: bytes, name: named.text))
        } catch {
            throw ChartFailure(chart: named.text, error)
        }
    }

    /// Reads a file of values.
    private static func values(_ path: String) throws -> ChartValues {
        let title = StandardStream.title(of: path)
        let bytes: [UInt8]
        do {
            if path == "-" {
                guard let read = try readStandardInput(upTo: NamedChart.sizeLimit) else {
                    throw UnreadableValues(title: title, reason: "it is too large")
                }
                bytes = read
            } else {
                bytes = try NamedChart.file(path)
            }
        } catch let error as UnreadableValues {
            throw error
        } catch {
            throw UnreadableValues(title: title, reason: error.fileProblem)
        }
        do {
            return try ChartValues(yaml: bytes, file: title)
        } catch {
            throw ChartFailure(chart: title, error)
        }
    }
}

/// An error that a file of values cannot be read.
package struct UnreadableValues: ExplainedError, Equatable {
    package let title: String
    package let reason: String

    package var explanation: Explanation {
        Explanation(
            "the values in \(title) cannot be read: \(reason)",
            remedy: "Check the path that follows \(OptionName.values)."
        )
    }
}
