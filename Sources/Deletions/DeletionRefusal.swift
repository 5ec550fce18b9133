// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Plans

/// An error that no plan can be made, because at least one of the findings is an error.
package struct DeletionRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    package let findings: [Finding]

    /// Refuses findings if one of them is an error; `nil` if none of them is.
    init?(_ findings: [Finding]) {
        guard findings.contains(where: { $0.severity == .error }) else { return nil }
        self.findings = findings
    }

    package var description: String {
        findings.filter { $0.severity == .error }.map(\.text).joined(separator: "\n")
    }
}
