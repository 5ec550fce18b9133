// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import ImageAccess
package import MirrorConfiguration
package import OCI
package import Resolution

/// The places of a configuration's additional images.
///
/// By the rules of oc-mirror v1, an image without a tag is `latest`, so that the place of one image may depend on others.
package struct AdditionalImagePlaces: Sendable {
    private let mapping: DestinationMapping
    /// The digests of the images that would be `latest` beside others.
    private let digests: [ImageReference: Digest]

    /// Looks up the tags of images that would be `latest` beside others; other images need no request.
    ///
    /// Where a registry does not answer, or has no such image, the image is reported when it is observed.
    package init(
        of images: [AdditionalImage],
        at mapping: DestinationMapping,
        in library: ImageLibrary
    ) async throws {
        let references = images.compactMap { image -> ImageReference? in
            guard case .registry(let reference) = image.source else { return nil }
            return reference
        }
        let sharing = mapping.versionOne?.sharingLatest(references) ?? []
        self.init(at: mapping, digests: try await library.knownDigests(of: sharing))
    }

    /// Takes the digests that images have.
    package init(at mapping: DestinationMapping, digests: [ImageReference: Digest] = [:]) {
        self.mapping = mapping
        self.digests = digests
    }

    /// The place of an image.
    package func destination(of image: AdditionalImage) throws(ReferenceError) -> Destination {
        guard let versionOne = mapping.versionOne, case .registry(let reference) = image.source else {
            return try mapping.destination(of: image)
        }
        return try versionOne.additionalImage(
            reference,
            digest: digests[reference],
            sharing: sharing(with: reference)
        )
    }

    /// The warning that oc-mirror v1 gives an image a tag that others have too, and which tag it has here.
    package func sharedTag(of image: AdditionalImage, at destination: Destination, _ place: SourceLocation) -> Finding?
    {
        guard case .registry(let reference) = image.source, sharing(with: reference).count > 1,
            "\(destination.tag)" != "latest"
        else { return nil }
        return Finding(
            .warning,
            .differsFromVersionOne,
            """
            \(reference) is kept as \(destination.repository.name):\(destination.tag): oc-mirror v1 may have kept it as \
            `latest`, like other images of its repository
            """,
            at: place
        )
    }

    /// The digests of the images that would be `latest` like this one.
    private func sharing(with reference: ImageReference) -> Set<Digest> {
        guard digests[reference] != nil else { return [] }
        return Set(digests.filter { $0.key.repository.name == reference.repository.name }.values)
    }
}
