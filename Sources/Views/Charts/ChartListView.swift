// SPDX-License-Identifier: Apache-2.0

import Plans
package import Reviews
package import Runs

/// The charts of a repository, by name.
package struct ChartListView: ListView {
    private let charts: [ListedChart]

    package init(charts: [ListedChart]) { self.charts = charts }

    package func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView {
        TableView(
            headings: ["CHART", "VERSION", "VERSIONS", "NOTE"],
            rows: charts.map { chart in
                [chart.name, chart.newest ?? "-", String(chart.count), Self.note(chart.isLibrary, chart.isDeprecated)]
            },
            style: style,
            isTerminal: isTerminal
        )
    }

    package func json() throws -> String { try CanonicalJSON.text(of: charts.map(Listed.init)) }

    static func note(_ isLibrary: Bool, _ isDeprecated: Bool) -> String {
        let notes = [isLibrary ? "library" : nil, isDeprecated ? "deprecated" : nil]
        return notes.compactMap(\.self).joined(separator: ", ")
    }

    private struct Listed: Encodable {
        let name: String
        let version: String?
        let versions: Int
        let library: Bool
        let deprecated: Bool

        init(_ chart: ListedChart) {
            name = chart.name
            version = chart.newest
            versions = chart.count
            library = chart.isLibrary
            deprecated = chart.isDeprecated
        }
    }
}

/// The versions of a chart, the newest first.
package struct ChartVersionListView: ListView {
    private let versions: [ListedChartVersion]

    package init(versions: [ListedChartVersion]) { self.versions = versions }

    package func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView {
        TableView(
            headings: ["VERSION", "DIGEST", "NOTE"],
            rows: versions.map { version in
                [
                    version.version, version.digest ?? "-",
                    ChartListView.note(version.isLibrary, version.isDeprecated),
                ]
            },
            style: style,
            isTerminal: isTerminal
        )
    }

    package func json() throws -> String { try CanonicalJSON.text(of: versions.map(Listed.init)) }

    private struct Listed: Encodable {
        let version: String
        let digest: String?
        let library: Bool
        let deprecated: Bool

        init(_ version: ListedChartVersion) {
            self.version = version.version
            digest = version.digest
            library = version.isLibrary
            deprecated = version.isDeprecated
        }
    }
}
