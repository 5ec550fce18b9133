// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Diagnostics
import MirrorConfiguration

/// The charts that a section of a configuration asks for, in its order.
struct RequestedCharts: Sendable {
    /// A repository of which every chart is asked for.
    struct Whole: Sendable {
        let url: String
        /// The name of the repository in the configuration.
        let name: String
        let path: String
        let location: SourceLocation

        /// A version of a chart of it.
        func requested(_ place: RequestedChart.Place) -> RequestedChart {
            RequestedChart(
                place: place,
                choices: nil,
                repository: name,
                path: path,
                location: location
            )
        }
    }

    enum Element: Sendable {
        case chart(RequestedChart)
        case whole(Whole)
    }

    let elements: [Element]

    /// Lists what `section`, called `path`, asks for in a configuration.
    init(_ section: HelmSection, path: String, of configuration: ImageSetConfiguration) {
        var elements: [Element] = []
        for (index, repository) in section.repositories.enumerated() {
            let path = "\(path).repositories[\(index)]"
            guard let charts = repository.charts else {
                let whole = Whole(
                    url: repository.url,
                    name: repository.name,
                    path: path,
                    location: repository.location
                )
                elements.append(.whole(whole))
                continue
            }
            for (index, chart) in charts.enumerated() {
                elements.append(.chart(RequestedChart(chart, of: repository, path: "\(path).charts[\(index)]")))
            }
        }
        for (index, chart) in section.local.enumerated() {
            let place = configuration.place(of: chart.path).path
            elements.append(.chart(RequestedChart(chart, at: place, path: "\(path).local[\(index)]")))
        }
        self.elements = elements
    }
}

extension RequestedChart {
    fileprivate init(_ chart: RepositoryChart, of repository: HelmRepository, path: String) {
        let version = chart.version?.value
        self.init(
            place: RegistryLocation(chart.name) == nil
                ? .repository(url: repository.url, name: chart.name, version: version)
                : .registry(chart.name, version: version),
            choices: chart.choices,
            repository: repository.name,
            path: path,
            location: chart.location
        )
    }

    fileprivate init(_ chart: LocalChart, at place: String, path: String) {
        self.init(
            place: RegistryLocation(chart.path) == nil
                ? .local(path: chart.path, at: place) : .registry(chart.path, version: chart.version?.value),
            choices: chart.choices,
            repository: nil,
            path: path,
            location: chart.location
        )
    }
}
