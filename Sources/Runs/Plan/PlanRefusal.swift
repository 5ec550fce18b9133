// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Plans

/// No plan can be made of a configuration.
package struct PlanRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was found; at least one is an error unless there are `findings`.
    package let checks: [Finding]
    /// What is wrong with the configuration itself.
    package let findings: FindingsError?

    /// Refuses findings that have an error among them; `nil` for any other.
    package init?(_ checks: [Finding]) {
        guard checks.contains(where: { $0.severity == .error }) else { return nil }
        self.checks = checks
        findings = nil
    }

    /// Refuses a configuration that has something wrong, with the errors of the sections that could be resolved.
    package init(_ findings: FindingsError, _ contributions: [Finding]) {
        checks = contributions.filter { $0.severity == .error }
        self.findings = findings
    }

    package var description: String {
        let found = checks.filter { $0.severity == .error }.map(\.text)
        return (found + [findings?.description].compactMap(\.self)).joined(separator: "\n")
    }
}
