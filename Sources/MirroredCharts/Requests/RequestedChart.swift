// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Diagnostics
import MirrorConfiguration

/// A chart that a configuration asks for.
struct RequestedChart: Sendable {
    /// Where the chart is.
    enum Place: Sendable, Hashable {
        /// A chart of a repository: a version, the newest of a range, or the newest stable one.
        case repository(url: String, name: String, version: String?)
        /// A version that the index of a repository lists.
        case indexed(url: String, IndexedChart)
        /// A chart in a registry, named whole.
        case registry(String, version: String?)
        /// A folder, or a packaged chart: as the configuration writes it, and where that is.
        case local(path: String, at: String)
    }

    let place: Place
    /// How it is rendered, and what is mirrored of it; `nil` for a chart that the configuration does not name.
    let choices: ChartChoices?
    /// The name of its repository in the configuration; the place of the chart at the target has it.
    let repository: String?
    /// The part of the configuration that asks for it, such as `mirror.helm.local[0]`.
    let path: String
    /// Where the configuration asks for it.
    let location: SourceLocation

    /// The address or the path in plans and ledgers, without credentials.
    var source: String {
        switch place {
        case .repository(let url, _, _), .indexed(let url, _): url.repositoryName
        case .registry(let address, _): address.withoutCredentials
        case .local(let path, _): path
        }
    }

    /// What people call it before it is loaded.
    var title: String {
        switch place {
        case .repository(_, let name, let version): "chart \(name)\(version.map { " \($0)" } ?? "")"
        case .indexed(_, let chart): "chart \(chart.name) \(chart.version)"
        case .registry(let address, _): "chart \(address.withoutCredentials)"
        case .local(let path, _): "chart \(path)"
        }
    }
}
