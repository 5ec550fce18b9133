// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

/// What planning found out, with its remedy.
package struct ReviewedFinding: Sendable, Equatable, Encodable {
    package let level: Check.Level
    package let code: FindingCode
    /// What was found, in one line.
    package let summary: String
    /// What to do about it, or more about it, line by line.
    package let remedy: [String]
    /// Where in the configuration.
    package let at: String?

    package init(_ check: Check) {
        let lines = check.message.split(separator: "\n").map(String.init)
        level = check.level
        code = check.code
        summary = lines.first ?? ""
        remedy = Array(lines.dropFirst())
        at = check.at
    }
}
