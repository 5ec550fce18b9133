// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans
import Scheduling
import Sections

/// Loads and renders the charts of a section; a chart that fails is a finding of its own.
struct ChartsRun: Sendable {
    let configuration: NamedConfiguration
    let loading: any ChartLoading
    let options: PlanOptions
    let progress: @Sendable (SectionProgress) -> Void

    /// The charts that are read and rendered at the same time.
    private static let parallelism = 4

    /// Returns the charts in the order of the configuration, and what is wrong with others.
    func rendered(_ charts: RequestedCharts) async throws -> (rendered: [RenderedRequest], faults: [Finding]) {
        var faults: [Finding] = []
        var requested: [RequestedChart] = []
        for element in charts.elements {
            switch element {
            case .chart(let chart): requested.append(chart)
            case .whole(let whole):
                progress(.reading("the charts of \(whole.name)"))
                do {
                    requested += try await loading.charts(of: whole)
                } catch let error where !(error is CancellationError) {
                    let title = "the chart repository \(whole.name)"
                    faults.append(fault(title, whole.path, whole.location, error))
                }
            }
        }
        let results = try await concurrentMap(requested, limit: Self.parallelism) { chart in
            try await result(of: chart)
        }
        for case .failure(let fault) in results { faults.append(fault.finding) }
        return (results.compactMap { try? $0.get() }, faults)
    }

    /// A finding in place of a chart.
    private struct Fault: Error {
        let finding: Finding
    }

    private func result(of chart: RequestedChart) async throws -> Result<RenderedRequest, Fault> {
        progress(.reading(chart.title))
        var title = chart.title
        do {
            let loaded = try await loading.load(chart)
            title = "chart \(loaded.package.title)"
            return .success(try RenderedRequest(chart, loaded, options.charts, of: configuration.configuration))
        } catch let error as CancellationError {
            throw error
        } catch {
            return .failure(Fault(finding: fault(title, chart.path, chart.location, error)))
        }
    }

    private func fault(_ title: String, _ path: String, _ location: SourceLocation, _ error: any Error) -> Finding {
        ChartFault(title: title, path: path, location: location.place(in: configuration.name), error: error)
            .finding(options.allowMissing ? options.prune == true ? .errorForPruning : .warning : .error)
    }
}
