// SPDX-License-Identifier: Apache-2.0

package import OCI

/// Where content is read, as plans spell it: an image or a repository of a registry, a layout, or an image built here.
///
/// The text is kept and taken apart when it is asked for: a plan has tens of thousands of places, and few questions need
/// more than the text. It may come from a file, so any text can be one; what names no place is refused when it is parsed.
package struct ContentPlace: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// Takes the text of a plan.
    package init(_ text: String) { description = text }

    /// An image of a registry or a layout, by digest.
    package init(_ image: PinnedImage) { self.init("\(image)") }

    /// The image that is built and has this digest.
    package init(built digest: Digest) { self.init("\(Self.build)\(digest)") }

    /// What the blobs of an image are read from: its repository or its layout.
    package init(blobsOf source: ImageSource) {
        switch source {
        case .registry(let reference): self.init("\(reference.repository)")
        case .layout: self.init("\(source)")
        }
    }

    /// What stands before the digest of an image that is built.
    private static let build = "build:"

    /// Whether it claims to be an image that is built.
    package var isBuild: Bool { description.hasPrefix(Self.build) }

    /// The image of a registry or a layout, if it is one and pinned by its digest.
    package var image: PinnedImage? { try? PinnedImage(description) }

    /// Where the bytes lie: parses `host/name`, a reference, or `oci://directory`, with or without a digest, or `build:`
    /// and a digest.
    package func store() throws -> ContentStore {
        if description.hasPrefix("oci://") {
            let path = String(description.dropFirst("oci://".count))
            return .image(image?.source ?? .layout(path: path))
        }
        if isBuild { return .build(try Digest(String(description.dropFirst(Self.build.count)))) }
        return .image(.registry(ImageReference(repository: try ImageReference(description).repository)))
    }
}

extension ContentPlace: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
