// SPDX-License-Identifier: Apache-2.0

/// A reference in a plan, split at its separators without checking the parts.
///
/// Plans have tens of thousands of references, and often the text is enough.
package struct ReferenceText: Sendable, Hashable {
    /// The part before tag and digest.
    package let repository: Substring
    package let hasTag: Bool
    package let hasDigest: Bool

    package init(_ text: String) {
        let at = text.utf8.firstIndex(of: .at)
        let name = text[..<(at ?? text.endIndex)]
        let slash = name.utf8.lastIndex(of: .slash) ?? name.startIndex
        let colon = name[slash...].utf8.firstIndex(of: .colon)
        repository = name[..<(colon ?? name.endIndex)]
        hasTag = colon != nil
        hasDigest = at != nil
    }
}
