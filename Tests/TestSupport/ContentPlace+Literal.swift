// SPDX-License-Identifier: Apache-2.0

package import Plans

/// Tests spell places as plans do.
extension ContentPlace: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.init(text) }
}
