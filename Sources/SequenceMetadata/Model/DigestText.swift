// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A digest as oc-mirror v1 spells it; the text is kept, and parsed when it is asked for.
///
/// Metadata has hundreds of thousands of digests, and for most questions the text is enough.
package struct DigestText: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let description: String

    /// Takes the text of a file, unchecked.
    package init(_ text: String) { description = text }

    package init(_ digest: Digest) { description = digest.description }

    /// The digest, if the text is one.
    package var digest: Digest? { try? Digest(description) }

    package var isEmpty: Bool { description.isEmpty }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
