// SPDX-License-Identifier: Apache-2.0

package import OCI

/// How the name in a signature must relate to the name by which an image is asked for.
package enum SignedIdentity: Sendable, Hashable {
    /// Both names are the same, with the same tag or digest.
    case matchExact
    /// Like `matchExact`, but an image that is asked for by digest may have any tag in its signature.
    case matchRepoDigestOrExact
    /// Both have the same repository.
    case matchRepository
    /// The name in the signature is this one.
    case exactReference(ImageReference)
    /// The name in the signature has this repository.
    case exactRepository(Repository)
    /// Like `matchRepoDigestOrExact`, after the beginning of the image's name was replaced.
    case remapIdentity(prefix: String, signedPrefix: String)

    /// Whether a signature for `signed` counts for an image.
    package func accepts(_ signed: String, for image: TrustedName) -> Bool {
        guard !signed.contains("://"), let signed = try? ImageReference(signed) else { return false }
        switch self {
        case .exactReference(let reference): return Self.isSame(signed, reference)
        case .exactRepository(let repository): return signed.repository == repository
        default: break
        }
        // A layout on disk has no name that a signature could have.
        guard let asked = image.reference else { return false }
        switch self {
        case .matchExact: return Self.isSame(signed, asked)
        case .matchRepository: return signed.repository == asked.repository
        case .remapIdentity(let prefix, let signedPrefix):
            guard let renamed = Self.renamed(asked, prefix, signedPrefix) else { return false }
            return Self.isSameOrPinned(signed, renamed)
        default: return Self.isSameOrPinned(signed, asked)
        }
    }

    /// Whether both name the same image; a name without tag and digest names none.
    private static func isSame(_ signed: ImageReference, _ other: ImageReference) -> Bool {
        signed.manifestReference != nil && signed.repository == other.repository && signed.tag == other.tag
            && signed.digest == other.digest
    }

    private static func isSameOrPinned(_ signed: ImageReference, _ asked: ImageReference) -> Bool {
        guard asked.tag == nil, asked.digest != nil else { return isSame(signed, asked) }
        return signed.manifestReference != nil && signed.repository == asked.repository
    }

    /// The name with another beginning; the same name if it does not begin so, `nil` if none is left.
    private static func renamed(_ asked: ImageReference, _ prefix: String, _ signedPrefix: String) -> ImageReference? {
        let name = asked.repository.description
        guard name == prefix || name.hasPrefix("\(prefix)/") else { return asked }
        return try? ImageReference(signedPrefix + asked.description.dropFirst(prefix.count))
    }
}
