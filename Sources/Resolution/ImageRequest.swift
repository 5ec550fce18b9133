// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Who asks for an image.
package struct ImageRequest: Sendable, Hashable {
    /// What asks for it, such as `mirror.additionalImages[0]`, sorted.
    package let by: [String]
    /// Where it is asked for first.
    package let at: SourceLocation?

    package init(by: [String], at: SourceLocation? = nil) {
        self.by = by
        self.at = at
    }
}
