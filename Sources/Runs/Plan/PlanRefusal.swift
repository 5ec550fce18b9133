// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Plans

/// An error that no plan can be made from a configuration.
package struct PlanRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// The findings of planning; at least one is an error unless there are `findings`.
    package let checks: [Finding]
    /// The mistakes in the configuration itself.
    package let findings: FindingsError?

    /// Refuses findings if one of them is an error; `nil` otherwise.
    package init?(_ checks: [Finding]) {
        guard checks.contains(where: { $0.severity == .error }) else { return nil }
        self.checks = checks
        findings = nil
    }

    /// Refuses a configuration with mistakes; adds the errors of the sections that could be resolved.
    package init(_ findings: FindingsError, _ contributions: [Finding]) {
        checks = contributions.filter { $0.severity == .error }
        self.findings = findings
    }

    package var description: String {
        let found = checks.filter { $0.severity == .error }.map(\.text)
        return (found + [findings?.description].compactMap(\.self)).joined(separator: "\n")
    }
}
