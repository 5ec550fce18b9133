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

    /// Returns the destinations of additional images and of images of charts, with the digests that they have now.
    ///
    /// The tag is that of the reference, or `latest`. If several images of a repository would be `latest`, each of them is
    /// tagged with the first 8 digits of its digest.
    package func additionalImages(
        _ images: [ImageReference: Digest]
    ) throws(ReferenceError) -> [ImageReference: Destination] {
        let latest = images.filter { Self.tag(of: $0.key) == Self.latest }
        let digests = Dictionary(grouping: latest) { $0.key.repository }.mapValues { Set($0.map(\.value)) }
        var destinations: [ImageReference: Destination] = [:]
        for (reference, digest) in images {
            var tag = Self.tag(of: reference)
            if tag == Self.latest, let count = digests[reference.repository]?.count, count > 1 {
                tag = String(digest.hex.prefix(8))
            }
            destinations[reference] = Destination(
                repository: try repository(reference.repository.name),
                tag: try Tag(tag)
            )
        }
        return destinations
    }

    /// Returns the destination of an operator's image with the digest that it has now.
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
