// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RegularExpressions

/// An element of `mirror.blockedImages`: a pattern for images that must not be mirrored.
package struct BlockedImage: Sendable {
    /// A regular expression, which may match any part of a reference.
    package let pattern: String
    package let location: SourceLocation
    private let expression: RegularExpression

    init(pattern: String, location: SourceLocation, expression: RegularExpression) {
        self.pattern = pattern
        self.location = location
        self.expression = expression
    }

    /// Whether the pattern matches anywhere in a reference, which is given without its transport.
    package func matches(_ reference: String) -> Bool { expression.matches(reference) }
}
