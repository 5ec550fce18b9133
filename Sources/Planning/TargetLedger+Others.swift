// SPDX-License-Identifier: Apache-2.0

import ClusterResources
package import Ledger
import OCI
package import Plans

extension TargetLedger {
    /// The images that other configurations keep at the target, as far as the manifests for clusters need them.
    ///
    /// Applying manifests replaces the cluster's mirror sets, so they must include the images of others. A plan has only
    /// those that change the manifests: thousands of images are in a few repositories.
    package func others(besides placed: [PlacedImage] = [], of configuration: String) -> [PlacedImage] {
        let theirs = entries.values.filter { $0.wantedBy.contains { $0 != configuration } }.map(\.image)
        return theirs.filter { !$0.type.isAttachment }.sorted { $0.destination < $1.destination }.saying(more: placed)
    }
}

extension [PlacedImage] {
    /// The images that add a statement to those of `said` and of the images before them.
    func saying(more said: [PlacedImage]) -> [PlacedImage] {
        var known = said.reduce(into: Set<[Substring]>()) { $0.formUnion($1.statements) }
        return filter { image in
            let statements = image.statements
            defer { known.formUnion(statements) }
            return !known.isSuperset(of: statements)
        }
    }
}

extension PlacedImage {
    /// All facts that manifests for clusters take from an image.
    fileprivate var statements: Set<[Substring]> {
        var statements: Set<[Substring]> = []
        if let category = MirrorCategory(type) {
            let here = Substring(destination.repository.description)
            for origin in origins.map(ReferenceText.init) {
                // The mirror set depends on how clusters pull the image: by digest or by tag.
                let isPulled = [origin.hasDigest || type == .releasePayload, origin.hasTag]
                statements.insert([Substring(category.rawValue), origin.repository, here] + isPulled.map { "\($0)" })
            }
        }
        for signature in release?.signatures ?? [] {
            statements.insert(["signature", Substring(digest.description), Substring(signature.message)])
        }
        if type.traits.isNamedToClusters {
            statements.insert([Substring(type.rawValue), Substring(destination.description)])
        }
        return statements
    }
}
