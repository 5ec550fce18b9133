// SPDX-License-Identifier: Apache-2.0

package import Plans

/// No plan can be made: at least one of the findings is an error.
package struct DeletionRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    package let checks: [Check]

    /// Refuses findings that have an error among them; `nil` for any other.
    init?(_ checks: [Check]) {
        guard checks.contains(where: { $0.level == .error }) else { return nil }
        self.checks = checks
    }

    package var description: String {
        checks.filter { $0.level == .error }.map(\.message).joined(separator: "\n")
    }
}
