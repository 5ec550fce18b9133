// SPDX-License-Identifier: Apache-2.0

/// The release for which a chart is rendered.
package struct ChartRelease: Sendable, Equatable {
    package let name: String
    package let namespace: String

    package init(name: String = "release-name", namespace: String = "default") {
        self.name = name
        self.namespace = namespace
    }
}
