// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans

extension WorkspaceMetadata {
    /// The images that are believed to be at a target, `host[:port][/namespace]`, sorted by name.
    ///
    /// An association without a digest is left out. If several images have one tag, the last run's has it; the others keep
    /// only their digest. Of the generations before v1alpha2, these are all manifests that were
    /// ever packed: they never deleted anything.
    package func images(at target: String) -> [MirroredImage] {
        let paths = paths(at: target)
        let images = AssociationTree(pastAssociations).roots.compactMap(paths.image) + earlierImages(paths)
        return settlingTags(of: images, paths).sorted {
            ($0.name, $0.manifest, $0.source) < ($1.name, $1.manifest, $1.source)
        }
    }

    /// All manifests that are believed to be at a target, also those below indexes.
    package func manifests(at target: String) -> Set<MirroredManifest> {
        let paths = paths(at: target)
        return Set(pastAssociations.compactMap(paths.manifest) + earlierImages(paths).map(\.manifest))
    }

    /// A repository at a target for each layer and configuration that is believed to be there, by digest.
    package func blobHomes(at target: String) -> [String: PlacedRepository] {
        let paths = paths(at: target)
        var homes: [String: PlacedRepository] = [:]
        func add(_ digests: [DigestText], _ path: String) {
            let repository = paths.repository(of: path)
            for digest in digests {
                // The order of the lists means nothing.
                homes[digest.description] = min(homes[digest.description] ?? repository, repository)
            }
        }
        for association in pastAssociations { add(association.layerDigests, association.path) }
        for blob in pastBlobs { add([blob.id], blob.repository) }
        return homes
    }

    /// Where the associations of this metadata lie at a target.
    func paths(at target: String) -> TargetPaths { TargetPaths(target, current?.configuration.section) }

    /// Leaves a tag that several images claim to the one that the last run put there, if it is only one.
    private func settlingTags(of images: [MirroredImage], _ paths: TargetPaths) -> [MirroredImage] {
        let recent = Set(current?.associations.compactMap(paths.manifest) ?? [])
        return Dictionary(grouping: images, by: \.name).values.flatMap { claimants in
            let manifests = Set(claimants.map(\.manifest))
            guard manifests.count > 1 else { return claimants }
            let last = manifests.intersection(recent)
            return claimants.map { last.count == 1 && last.contains($0.manifest) ? $0 : $0.untagged }
        }
    }

    private func earlierImages(_ paths: TargetPaths) -> [MirroredImage] {
        var seen: Set<MirroredManifest> = []
        return (pastMirrors.flatMap(\.manifests) + pastManifests).compactMap { manifest in
            guard let digest = try? Digest(manifest.name) else { return nil }
            let place = MirroredManifest(repository: paths.repository(of: manifest.repository), digest: digest)
            guard seen.insert(place).inserted else { return nil }
            return MirroredImage(manifest: place, tag: nil, type: .generic, source: "\(manifest.image)@\(digest)")
        }
    }
}
