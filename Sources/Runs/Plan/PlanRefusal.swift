// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

/// No plan can be made of a configuration.
package struct PlanRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was found; at least one is an error unless there are diagnostics.
    package let checks: [Check]
    /// What is wrong with the configuration itself.
    package let diagnostics: DiagnosticsError?

    /// Refuses findings that have an error among them; `nil` for any other.
    package init?(_ checks: [Check]) {
        guard checks.contains(where: { $0.level == .error }) else { return nil }
        self.checks = checks
        diagnostics = nil
    }

    /// Refuses a configuration that has something wrong, with the errors of the sections that could be resolved.
    package init(_ diagnostics: DiagnosticsError, _ contributions: [Check]) {
        checks = contributions.filter { $0.level == .error }
        self.diagnostics = diagnostics
    }

    package var description: String {
        let found = checks.filter { $0.level == .error }.map(\.message)
        return (found + [diagnostics?.description].compactMap(\.self)).joined(separator: "\n")
    }
}
