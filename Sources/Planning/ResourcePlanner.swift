// SPDX-License-Identifier: Apache-2.0

import ClusterResources
package import Diagnostics
package import Plans

/// Collects the pairs of source and destination that clusters may use, and generates manifests from them.
package struct ResourcePlanner {
    private let options: PlanOptions
    /// The folder of the target's manifests.
    private let folder: String

    package init(options: PlanOptions, folder: String) {
        self.options = options
        self.folder = folder
    }

    /// Returns the files that a target's images give, and findings about files that cannot be generated.
    package func resources(_ images: [PlacedImage]) -> ([Resource], [Finding]) {
        let pairs = MirrorPair.pairs(of: images)
        let usesRepositoryScope = options.maxNestedPaths > 0
        let mirrors =
            if options.icsp == true {
                [ContentSourcePolicies(pairs, usesRepositoryScope: usesRepositoryScope).resource(in: folder)]
                    .compactMap(\.self)
            } else {
                MirrorSets(pairs, usesRepositoryScope: usesRepositoryScope).resources(in: folder)
            }
        let release: [Resource?] = [
            SignatureConfigMap(images).resource(in: folder),
            UpdateServiceResource(images)?.resource(in: folder),
        ]
        let (catalogs, findings) = catalogs(images)
        return (mirrors + release.compactMap(\.self) + catalogs, findings)
    }

    /// The files of each catalog; of images at one destination, only the first counts.
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
