// SPDX-License-Identifier: Apache-2.0

/// Who asks for an image.
package struct ImageRequest: Sendable, Hashable {
    /// What asks for it, such as `mirror.additionalImages[0]`, sorted.
    package let by: [String]
    /// Where it is asked for first: `path:line:column`.
    package let at: String?

    package init(by: [String], at: String? = nil) {
        self.by = by
        self.at = at
    }
}
