// SPDX-License-Identifier: Apache-2.0

/// A name for a manifest inside a repository: up to 128 letters, digits, `.`, `_` and `-`.
package struct Tag: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let description: String

    /// Parses a tag (distribution-spec: `[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}`).
    package init(_ text: String) throws(ReferenceError) {
        guard let first = text.utf8.first else { throw ReferenceError(text: text, message: "the tag is empty") }
        guard text.utf8.count <= 128 else {
            throw ReferenceError(text: text, message: "the tag is longer than 128 characters")
        }
        guard first.isLetterOrDigit || first == 0x5f,
            text.utf8.allSatisfy({ $0.isLetterOrDigit || $0 == 0x5f || $0 == 0x2e || $0 == 0x2d })
        else {
            throw ReferenceError(
                text: text,
                message: "the tag `\(text)` has a character other than letters, digits, `.`, `_` and `-`"
            )
        }
        description = text
    }

    /// Makes the tag for an image without one: `sha256-<hex>`.
    package init(of digest: Digest) { description = digest.tagText }

    /// Makes the tag that lists the referrers of a subject if a registry has no API for that (distribution-spec,
    /// "Referrers Tag Schema").
    package init(referrersOf subject: Digest) {
        description = "\(subject.algorithm.rawValue)-\(subject.hex.prefix(64))"
    }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

/// The tag or digest by which a manifest is requested.
package enum ManifestReference: Sendable, Hashable, CustomStringConvertible {
    case tag(Tag)
    case digest(Digest)

    package var description: String {
        switch self {
        case .tag(let tag): tag.description
        case .digest(let digest): digest.description
        }
    }
}
