// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Plans

/// No plan can be made of a configuration.
package struct PlanRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was found; at least one is an error unless there are `mistakes`.
    package let findings: [Finding]
    /// What is wrong with the configuration itself.
    package let mistakes: FindingsError?

    /// Refuses findings that have an error among them; `nil` for any other.
    package init?(_ findings: [Finding]) {
        guard findings.contains(where: { $0.severity == .error }) else { return nil }
        self.findings = findings
        mistakes = nil
    }

    /// Refuses a configuration that has something wrong, with the errors of the sections that could be resolved.
    package init(_ mistakes: FindingsError, _ contributions: [Finding]) {
        findings = contributions.filter { $0.severity == .error }
        self.mistakes = mistakes
    }

    package var description: String {
        let found = findings.filter { $0.severity == .error }.map(\.text)
        return (found + [mistakes?.description].compactMap(\.self)).joined(separator: "\n")
    }
}
