// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import Resolution

/// Finds the attachments of an image: cosign's tags beside it, and its referrers.
struct AttachmentFinder: Sendable {
    let source: any SourceObserving
    let target: any TargetObserving

    /// The maximum depth of referrers: a signature of an image's SBOM is at the second level.
    static let depthLimit = 8
    /// The maximum number of attachments of an image.
    static let countLimit = 5000

    /// Returns the attachments of every copied manifest of the image, each once.
    func attachments(of tree: ImageTree, _ image: DesiredImage) async throws -> [AttachmentObservation] {
        guard image.reference != nil else { return [] }
        var found: [AttachmentObservation] = []
        var seen: Set<Digest> = Set(tree.manifests.map(\.descriptor.digest))
        for manifest in tree.manifests {
            try await collect(manifest.descriptor.digest, of: image, depth: 1, &seen, &found)
        }
        return found
    }

    private func collect(
        _ digest: Digest,
        of image: DesiredImage,
        depth: Int,
        _ seen: inout Set<Digest>,
        _ found: inout [AttachmentObservation]
    ) async throws {
        let reader = TreeReader(source: source, image: image.origin)
        for suffix in CosignSuffix.allCases {
            guard let tag = Tag(suffix, of: digest),
                let manifest = try await source.manifest(tag, beside: image.origin)
            else { continue }
            let tree = try await reader.tree(manifest.descriptor.digest)
            found.append(try await observation(ImageType(suffix), tag, tree, image))
        }
        for descriptor in try await source.referrers(of: digest, in: image.origin)
        where seen.insert(descriptor.digest).inserted {
            guard depth <= Self.depthLimit else {
                throw SourceUnreadable(
                    Explanation(
                        "what refers to it is referred to itself, more than the \(Self.depthLimit) levels deep that"
                            + " are read"
                    )
                )
            }
            guard found.count < Self.countLimit else {
                throw SourceUnreadable(
                    Explanation("more than the \(Self.countLimit) attachments that are read refer to it")
                )
            }
            let tree = try await reader.tree(descriptor.digest)
            found.append(try await observation(.referrer, nil, tree, image))
            // A referrer may be signed itself.
            try await collect(descriptor.digest, of: image, depth: depth + 1, &seen, &found)
        }
    }

    private func observation(
        _ type: ImageType,
        _ tag: Tag?,
        _ tree: ImageTree,
        _ image: DesiredImage
    ) async throws -> AttachmentObservation {
        var observation = AttachmentObservation(type: type, tag: tag, tree: tree)
        observation.destination = try await target.digest(
            of: observation.reference,
            in: image.destination.repository
        )
        observation.isDamaged = target.isDamaged(observation.digest, in: image.destination.repository)
        return observation
    }
}
