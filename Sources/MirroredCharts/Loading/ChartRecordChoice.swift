// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Plans

/// Finds what a request means among charts that were recorded.
struct ChartRecordChoice {
    private let records: [ChartRecord]

    /// Takes records, the latest last.
    init(_ records: [ChartRecord]) { self.records = records }

    /// The chart that a request means, rendered like that or otherwise: the newest version, and of it the latest record.
    func record(for requested: RequestedChart) throws(ChartChoiceError) -> ChartRecord? {
        let known = all(of: requested)
        guard let name = known.first?.name else { return nil }
        let listed = known.map { IndexedChart(name: name, version: $0.version, urls: [$0.source]) }
        let chosen = try ChartIndex(charts: [name: listed]).chart(name, version: requested.version)
        return known.last { $0.version == chosen.version }
    }

    /// Every record that a request may mean: all versions if it names none.
    func records(for requested: RequestedChart) -> [ChartRecord] {
        let known = all(of: requested)
        guard let version = requested.version else { return known }
        return known.filter { record in
            let listed = [IndexedChart(name: record.name, version: record.version, urls: [record.source])]
            return (try? ChartIndex(charts: [record.name: listed]).chart(record.name, version: version)) != nil
        }
    }

    /// The records of a repository.
    func records(of whole: RequestedCharts.Whole) -> [ChartRecord] {
        records.filter { $0.source == whole.url.repositoryName }
    }

    private func all(of requested: RequestedChart) -> [ChartRecord] {
        records.filter { $0.source == requested.source && (requested.name ?? $0.name) == $0.name }
    }
}

extension RequestedChart {
    /// The name that a configuration gives, if the name chooses the chart.
    fileprivate var name: String? {
        switch place {
        case .repository(_, let name, _): name
        case .indexed(_, let chart): chart.name
        case .registry, .local: nil
        }
    }

    /// The version or the range that a configuration gives.
    fileprivate var version: String? {
        switch place {
        case .repository(_, _, let version), .registry(_, let version): version.flatMap { $0.isEmpty ? nil : $0 }
        case .indexed(_, let chart): chart.version
        case .local: nil
        }
    }
}
