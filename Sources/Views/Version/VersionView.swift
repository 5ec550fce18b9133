// SPDX-License-Identifier: Apache-2.0

import Plans
package import Reviews
package import Runs

/// The result of `mirror version`: the version for people, with the libraries for programs.
package struct VersionView: ResultView {
    private struct Document: Encodable {
        var version: String
        var commit: String?
        var libraries: [String: String]
    }

    private let version: ToolVersion

    package init(_ version: ToolVersion) { self.version = version }

    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        "\(version.version)\(version.commit.map { " (commit \($0))" } ?? "")\n"
    }

    package func json() throws -> String {
        try CanonicalJSON.text(
            of: Document(version: version.version, commit: version.commit, libraries: version.libraries)
        )
    }
}
