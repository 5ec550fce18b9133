// SPDX-License-Identifier: Apache-2.0

package import Plans

/// An image that metadata says is at a target.
package struct MirroredImage: Sendable, Hashable {
    package let manifest: MirroredManifest
    /// `nil` if the metadata does not tell it.
    package let tag: String?
    package let type: AssociationType
    /// The source with its digest.
    package let source: String

    /// The tag if it is known, else the digest.
    package var name: PlacedName {
        tag.map { PlacedName(manifest.repository, tag: $0) } ?? PlacedName(manifest.repository, manifest.digest)
    }

    /// The same image, whose tag something else has.
    var untagged: MirroredImage { MirroredImage(manifest: manifest, tag: nil, type: type, source: source) }
}
