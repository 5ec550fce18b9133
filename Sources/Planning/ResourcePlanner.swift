// SPDX-License-Identifier: Apache-2.0

import ClusterResources
package import Diagnostics
import OCI
package import Plans

/// Gathers every pair of source and destination that clusters may rely on, and has the manifests made of them.
package struct ResourcePlanner {
    private let options: PlanOptions
    /// Where the manifests of the target lie.
    private let folder: String

    package init(options: PlanOptions, folder: String) {
        self.options = options
        self.folder = folder
    }

    /// Returns the files that a target's images make, and what stands against generating one.
    package func resources(_ images: [PlacedImage]) -> ([Resource], [Finding]) {
        let pairs = Self.distinct(images).flatMap(MirrorPair.pairs(of:))
        let sets = MirrorSets(pairs, usesRepositoryScope: options.maxNestedPaths > 0)
        let release: [Resource?] = [
            SignatureConfigMap(images).resource(in: folder),
            UpdateServiceResource(images)?.resource(in: folder),
        ]
        let (catalogs, findings) = catalogs(images)
        return (sets.resources(in: folder) + release.compactMap(\.self) + catalogs, findings)
    }

    /// The files of each catalog; of images at one destination the first one's.
    private func catalogs(_ images: [PlacedImage]) -> ([Resource], [Finding]) {
        var seen: Set<PlacedName> = []
        let catalogs = images.filter { $0.catalog != nil && seen.insert($0.destination).inserted }
        var resources: [Resource] = []
        var findings: [Finding] = []
        for image in catalogs.sorted(by: { $0.destination < $1.destination }) {
            do {
                resources += [
                    try CatalogSourceResource(image)?.resource(in: folder),
                    ClusterCatalogResource(image)?.resource(in: folder),
                ].compactMap(\.self)
            } catch {
                findings += error.errors.map(\.ofTemplate)
            }
        }
        return (resources, findings)
    }

    /// The images without those that say of repositories what another one says: releases have thousands of components in
    /// two repositories, and mirror sets map no more than that.
    private static func distinct(_ images: [PlacedImage]) -> [PlacedImage] {
        var seen: Set<[ReferenceText]> = []
        return images.filter { image in
            guard image.type == .releaseComponent else { return true }
            return seen.insert(([image.destination.description] + image.origins).map(ReferenceText.init)).inserted
        }
    }
}

extension Finding {
    /// A mistake in a template as a finding of the plan: its place and its line belong to the template.
    fileprivate var ofTemplate: Finding {
        let place = place.map { "\($0): " } ?? ""
        let lines = (excerpt?.lines ?? []) + [cause].compactMap(\.self)
        return Finding(
            .error,
            .catalogTemplate,
            "\(place)\(severity.rawValue): \(summary)",
            cause: lines.joined(separator: "\n"),
            remedy: remedy
        )
    }
}

extension MirrorPair {
    /// The pairs of an image that a mirror set can name: one that came from a registry and is no attachment.
    fileprivate static func pairs(of image: PlacedImage) -> [MirrorPair] {
        guard !image.type.isAttachment, let category = MirrorCategory(image.type),
            let destination = try? image.destination.reference()
        else { return [] }
        return image.origins.compactMap { try? ImageReference($0) }.map { origin in
            MirrorPair(origin: origin, destination: destination, type: image.type, category: category)
        }
    }
}
