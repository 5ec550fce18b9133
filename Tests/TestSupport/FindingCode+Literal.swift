// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

extension FindingCode: ExpressibleByStringLiteral {
    /// Tests spell codes as plans and documents do.
    package init(stringLiteral value: String) {
        guard let code = Self(rawValue: value) else { preconditionFailure("there is no finding `\(value)`") }
        self = code
    }
}
