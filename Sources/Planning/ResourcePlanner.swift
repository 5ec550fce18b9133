// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Ledger
import OCI
import Plans

/// Gathers every pair of source and destination that clusters may rely on, and has the manifests made of them.
struct ResourcePlanner {
    let ledger: TargetLedger
    let options: PlanOptions
    let configuration: ConfigurationRecord

    /// Returns the generated files, and what they cannot express.
    ///
    /// Applying them replaces the cluster's mirror sets, so what other configurations placed belongs in too.
    func resources(placed: [PlacedImage]) -> ([Resource], [Check]) {
        let here = Set(placed.map(\.destination))
        let others = ledger.entries.values
            .filter { !here.contains($0.image.destination) && $0.wantedBy.contains { $0 != configuration.path } }
            .map(\.image)
        let pairs = (placed + others).compactMap(MirrorPair.init)
        let sets = MirrorSets(pairs, usesRepositoryScope: options.maxNestedPaths > 0)
        return (sets.resources, placed.compactMap(MirrorPair.init).compactMap(renamed))
    }

    /// A mirror set maps repositories, never tags: a pull by the old tag would miss.
    private func renamed(_ pair: MirrorPair) -> Check? {
        guard pair.origin.digest == nil, let tag = pair.origin.tag, tag != pair.destination.tag else { return nil }
        return Check(
            .warning,
            "renamed-tag",
            """
            \(pair.origin) is kept as \(pair.destination); mirror sets cannot rename tags, \
            so clusters do not find it under `\(tag)`
            """
        )
    }
}

extension MirrorPair {
    /// The pair of an image that a mirror set can name: one that came from a registry and is no attachment.
    fileprivate init?(_ image: PlacedImage) {
        guard !image.type.isAttachment, let category = MirrorCategory(image.type),
            let origin = try? ImageReference(image.origin), let destination = try? ImageReference(image.destination)
        else { return nil }
        self.init(origin: origin, destination: destination, type: image.type, category: category)
    }
}
