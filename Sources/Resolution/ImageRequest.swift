// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// The requests for an image.
package struct ImageRequest: Sendable, Hashable {
    /// The parts of the configuration that request it, such as `mirror.additionalImages[0]`, sorted.
    package let by: [String]
    /// The place of the first request.
    package let at: SourceLocation?

    package init(by: [String], at: SourceLocation? = nil) {
        self.by = by
        self.at = at
    }
}
