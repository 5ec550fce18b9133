// SPDX-License-Identifier: Apache-2.0

/// A part of the names of files.
package struct DeletionID: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// Takes letters, digits, dots, dashes and underscores, so that the name stays in its folder.
    package init?(_ text: String) {
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-".utf8)
        guard !text.isEmpty, text.utf8.count <= 100, text.utf8.allSatisfy(allowed.contains) else { return nil }
        description = text
    }
}
