// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

extension SourceLocation: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// Tests spell places as plans do.
    package init(stringLiteral value: String) {
        guard let place = Self(value) else { preconditionFailure("`\(value)` is no place") }
        self = place
    }
}
