// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Plans

/// An error that no plan can be made, because at least one of the findings is an error.
package struct DeletionRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    package let checks: [Finding]

    /// Refuses findings if one of them is an error; `nil` otherwise.
    init?(_ checks: [Finding]) {
        guard checks.contains(where: { $0.severity == .error }) else { return nil }
        self.checks = checks
    }

    package var description: String {
        checks.filter { $0.severity == .error }.map(\.text).joined(separator: "\n")
    }
}
