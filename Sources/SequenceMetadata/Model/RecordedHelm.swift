// SPDX-License-Identifier: Apache-2.0

/// The charts that a configuration asks for.
package struct RecordedHelm: Sendable, Hashable {
    package let repositories: [Repository]
    package let local: [Chart]

    package init(repositories: [Repository] = [], local: [Chart] = []) {
        self.repositories = repositories
        self.local = local
    }

    package struct Repository: Sendable, Hashable {
        package let name: String
        package let url: String
        /// `nil` stands for every chart.
        package let charts: [Chart]?

        package init(name: String, url: String, charts: [Chart]? = nil) {
            self.name = name
            self.url = url
            self.charts = charts
        }
    }

    /// A chart; a text that is not given is empty.
    package struct Chart: Sendable, Hashable {
        package let name: String
        package let version: String
        package let path: String
        package let imagePaths: [String]

        package init(name: String, version: String = "", path: String = "", imagePaths: [String] = []) {
            self.name = name
            self.version = version
            self.path = path
            self.imagePaths = imagePaths
        }
    }
}
