// SPDX-License-Identifier: Apache-2.0

extension SectionRecord {
    /// The name under which a ledger keeps the record for later plans; `nil` where only its own plan needs the record.
    package var ledgerName: [String]? {
        switch self {
        case .upgradePath: nil
        case .graph(let graph): [graph.url, graph.channel, graph.architecture]
        case .catalog(let catalog): [catalog.destination.description]
        case .chart(let chart):
            [chart.source, chart.name, chart.version, "\(chart.digest)", chart.inputs.map { "\($0)" } ?? ""]
        }
    }
}

extension [SectionRecord] {
    /// The records that a ledger keeps once a plan with fresh ones was applied, sorted by their names.
    ///
    /// A fresh record takes the place of earlier ones of its name.
    package func keeping(_ fresh: [SectionRecord]) -> [SectionRecord] {
        let names = Set(fresh.compactMap(\.ledgerName))
        let kept = (self + fresh.filter { $0.ledgerName != nil }).enumerated()
            .compactMap { index, record in record.ledgerName.map { (index: index, name: $0, record: record) } }
            .filter { $0.index >= count || !names.contains($0.name) }
        return kept.sorted { $0.name.lexicographicallyPrecedes($1.name) }.map(\.record)
    }
}
