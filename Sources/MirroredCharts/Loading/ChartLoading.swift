// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Plans

/// Where the charts of a run come from: repositories and files, or an archive.
protocol ChartLoading: Sendable {
    /// Gets a chart.
    func load(_ requested: RequestedChart) async throws -> LoadedChart

    /// Returns every version of every chart of a repository that has images of its own.
    func charts(of whole: RequestedCharts.Whole) async throws -> [RequestedChart]
}
