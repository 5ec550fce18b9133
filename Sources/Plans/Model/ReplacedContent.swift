// SPDX-License-Identifier: Apache-2.0

/// What an update replaces, and by what, as the images tell of themselves.
package struct ReplacedContent: Sendable, Hashable, Codable {
    package let before: ContentDescription?
    package let after: ContentDescription?

    package init(before: ContentDescription?, after: ContentDescription?) {
        self.before = before
        self.after = after
    }
}
