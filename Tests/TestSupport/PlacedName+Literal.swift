// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Plans

/// Tests spell names as plans do, and look at parts of them.
extension PlacedName: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.init(text) }

    package func hasPrefix(_ text: String) -> Bool { description.hasPrefix(text) }

    package func hasSuffix(_ text: String) -> Bool { description.hasSuffix(text) }

    package func contains(_ text: String) -> Bool { description.contains(text) }

    /// The name with another text in the place of the first one that is like `old`.
    package func replacing(_ old: String, with new: String) -> PlacedName {
        PlacedName(description.replacing(old, with: new, maxReplacements: 1))
    }
}

extension PlacedRepository: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.init(text) }

    /// The repository with another text in the place of the first one that is like `old`.
    package func replacing(_ old: String, with new: String) -> PlacedRepository {
        PlacedRepository(description.replacing(old, with: new, maxReplacements: 1))
    }

    package func hasSuffix(_ text: String) -> Bool { description.hasSuffix(text) }
}
