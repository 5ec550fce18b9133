// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Plans

/// An error that no plan can be made from a configuration.
package struct PlanRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// The findings of planning; at least one is an error unless there are `findings`.
    package let findings: [Finding]
    /// The mistakes in the configuration itself.
    package let mistakes: FindingsError?

    /// Refuses findings if one of them is an error; `nil` if none of them is.
    package init?(_ findings: [Finding]) {
        guard findings.contains(where: { $0.severity == .error }) else { return nil }
        self.findings = findings
        mistakes = nil
    }

    /// Refuses a configuration with mistakes; adds the errors of the sections that could be resolved.
    package init(_ mistakes: FindingsError, _ contributions: [Finding]) {
        findings = contributions.filter { $0.severity == .error }
        self.mistakes = mistakes
    }

    package var description: String {
        let found = findings.filter { $0.severity == .error }.map(\.text)
        return (found + [mistakes?.description].compactMap(\.self)).joined(separator: "\n")
    }
}
