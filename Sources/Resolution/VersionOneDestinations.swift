// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
package import OCI
import Plans

/// The rules of oc-mirror v1 for the places of images at a target.
///
/// Repositories are those of ``DestinationMapping`` but for catalogs, and the tags of images without one differ.
/// Version 1 gave several images one tag and let chance decide. Here each has a tag of its own.
package struct VersionOneDestinations: Sendable, Hashable {
    package let target: MirrorTarget
    /// The most components of a repository's path; 0 means no limit.
    ///
    /// Paths of catalogs and of the graph's data are not limited.
    package let maxNestedPaths: Int
    /// Whether images come through an archive: then the limit is for the path without the target's namespace.
    package let crossesArchive: Bool

    package init(target: MirrorTarget, maxNestedPaths: Int = 0, crossesArchive: Bool = false) {
        self.target = target
        self.maxNestedPaths = maxNestedPaths
        self.crossesArchive = crossesArchive
    }

    /// The images that would be `latest` in the same repository, if their digests differ.
    package func sharingLatest(_ images: some Sequence<ImageReference>) -> Set<ImageReference> {
        let latest = Set(images.filter { Self.tag(of: $0) == Self.latest })
        return Set(Dictionary(grouping: latest, by: \.repository.name).values.filter { $0.count > 1 }.joined())
    }

    /// Returns the destination of an additional image or of an image of a chart, with the digest that it has now.
    ///
    /// The tag is that of the reference, or `latest`. `sharing` are the digests of all images of its repository that would
    /// be `latest`: if they differ, each image is tagged with the first 8 digits of its own. Without an archive between, an
    /// image that is named `latest` keeps that tag. A digest is needed only for these.
    package func additionalImage(
        _ reference: ImageReference,
        digest: Digest?,
        sharing: Set<Digest> = []
    ) throws(ReferenceError) -> Destination {
        var tag = Self.tag(of: reference)
        if tag == Self.latest, sharing.count > 1, let digest, crossesArchive || reference.tag == nil {
            tag = String(digest.hex.prefix(8))
        }
        return Destination(repository: try repository(reference.repository.name), tag: try Tag(tag))
    }

    /// Returns the destination of an operator's image with the digest that it has now, under the tag of oc-mirror v1.
    package func operatorImage(
        _ reference: ImageReference,
        digest: Digest,
        isOfLayoutCatalog: Bool
    ) throws(ReferenceError) -> Destination {
        let tags = reference.versionOneTags(of: digest, isOfLayoutCatalog: isOfLayoutCatalog)
        return Destination(repository: try repository(reference.repository.name), tag: try Tag(tags.first ?? ""))
    }

    /// Returns the destination of a catalog; the first digits of `digest` name a catalog without another name.
    package func destination(of catalog: OperatorCatalog, digest: Digest) throws(ReferenceError) -> Destination {
        let digits = String(digest.hex.prefix(6))
        let name: RepositoryName
        let tag: String
        switch catalog.source {
        case .registry(let reference):
            name = catalog.targetCatalog ?? reference.repository.name
            tag = reference.tag?.description ?? (reference.digest == nil ? Self.latest : digits)
        case .layout(let path):
            let parts = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/").lowercased()
                .split(separator: ":", maxSplits: 1)
            name = if let given = catalog.targetCatalog { given } else { try RepositoryName(String(parts.first ?? "")) }
            tag = parts.count > 1 ? String(parts[1]) : digits
        }
        let chosen = if let given = catalog.targetTag { given } else { try Tag(tag) }
        return Destination(repository: try DestinationMapping(target: target).repository(name), tag: chosen)
    }

    /// Returns the destination of a release's payload.
    package func payload(of release: String) throws(ReferenceError) -> Destination {
        try placed(try DestinationMapping.archive.payload(of: release))
    }

    /// Returns the destination of a release's component; a component of several releases has one for each.
    package func component(_ name: String, of release: String) throws(ReferenceError) -> Destination {
        try placed(try DestinationMapping.archive.component(name, of: release))
    }

    /// Returns the destination of the update graph's data.
    package func graphData() throws(ReferenceError) -> Destination {
        try DestinationMapping(target: target).graphData()
    }

    private static let latest = "latest"

    private static func tag(of reference: ImageReference) -> String { reference.tag?.description ?? latest }

    private func placed(_ destination: Destination) throws(ReferenceError) -> Destination {
        Destination(repository: try repository(destination.repository.name), tag: destination.tag)
    }

    /// The target's repository for `name`; components of a path that is too deep are joined.
    private func repository(_ name: RepositoryName) throws(ReferenceError) -> Repository {
        guard crossesArchive else {
            return try DestinationMapping(target: target, maxNestedPaths: maxNestedPaths).repository(name)
        }
        let archive = DestinationMapping(
            target: try DestinationMapping.archive.target,
            maxNestedPaths: maxNestedPaths
        )
        return try DestinationMapping(target: target).repository(try archive.repository(name).name)
    }
}
