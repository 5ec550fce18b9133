// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Something that planning found out and a reviewer should know.
package struct Check: Sendable, Equatable, Codable {
    /// How much it matters; an error means that the plan is incomplete.
    package enum Level: String, Sendable, Codable {
        case error, warning, note
    }

    package var level: Level
    /// A short stable name of the finding.
    package var code: FindingCode
    package var message: String
    /// Where in the configuration: `path:line:column`.
    package var at: String?

    package init(_ level: Level, _ code: FindingCode, _ message: String, at: String? = nil) {
        self.level = level
        self.code = code
        self.message = message
        self.at = at
    }
}
