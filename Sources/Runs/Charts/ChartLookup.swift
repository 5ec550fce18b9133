// SPDX-License-Identifier: Apache-2.0

package import ChartRepositories
package import Diagnostics

/// A chart of a repository, with its newest version.
package struct ListedChart: Sendable, Equatable {
    package let name: String
    /// The version that is taken where none is given; `nil` if no version is stable.
    package let newest: String?
    /// The number of versions that can be used.
    package let count: Int
    package let isLibrary: Bool
    package let isDeprecated: Bool

    package init(name: String, newest: String?, count: Int, isLibrary: Bool = false, isDeprecated: Bool = false) {
        self.name = name
        self.newest = newest
        self.count = count
        self.isLibrary = isLibrary
        self.isDeprecated = isDeprecated
    }
}

/// A version of a chart of a repository.
package struct ListedChartVersion: Sendable, Equatable {
    package let version: String
    package let digest: String?
    package let isLibrary: Bool
    package let isDeprecated: Bool

    package init(version: String, digest: String? = nil, isLibrary: Bool = false, isDeprecated: Bool = false) {
        self.version = version
        self.digest = digest
        self.isLibrary = isLibrary
        self.isDeprecated = isDeprecated
    }
}

/// Looks up what a chart repository has.
package struct ChartLookup: Sendable {
    private let fetcher: ChartFetcher
    private let repository: String

    package init(of repository: String, _ fetcher: ChartFetcher) {
        self.repository = repository
        self.fetcher = fetcher
    }

    /// The charts, by name; a registry cannot list its charts.
    package func charts() async throws -> [ListedChart] {
        guard RegistryLocation(repository) == nil else {
            throw UnlistedCharts(repository: repository.withoutCredentials)
        }
        let index = try await fetcher.index(of: repository)
        return index.names.map { name in
            let usable = (index.charts[name] ?? []).filter { $0.problem == nil }
            let newest = try? index.chart(name, version: nil)
            return ListedChart(
                name: name,
                newest: newest?.version,
                count: usable.count,
                isLibrary: (newest ?? usable.first)?.isLibrary ?? false,
                isDeprecated: (newest ?? usable.first)?.isDeprecated ?? false
            )
        }
    }

    /// The versions of a chart, the newest first.
    package func versions(of name: String) async throws -> [ListedChartVersion] {
        let versions = try await fetcher.versions(of: name, in: repository)
        guard RegistryLocation(repository) == nil else {
            return versions.map { ListedChartVersion(version: $0) }
        }
        let index = try await fetcher.index(of: repository)
        guard let listed = index.charts[name], !listed.isEmpty else {
            throw ChartChoiceError.unknownChart(name, known: index.names)
        }
        let facts = Dictionary(listed.map { ($0.version, $0) }) { first, _ in first }
        return versions.map { version in
            let chart = facts[version]
            return ListedChartVersion(
                version: version,
                digest: chart?.digest.map { "\($0)" },
                isLibrary: chart?.isLibrary ?? false,
                isDeprecated: chart?.isDeprecated ?? false
            )
        }
    }
}

/// An error that a registry was asked for all its charts.
package struct UnlistedCharts: ExplainedError, Equatable {
    package let repository: String

    package var explanation: Explanation {
        Explanation(
            "\(repository) is a registry, which cannot list its charts",
            remedy: "Name a chart with \(OptionName.chart) to list its versions."
        )
    }
}
