// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
import OCI
package import Plans

extension DeletionListText {
    /// The images that a plan deletes, by the tags that vanish.
    ///
    /// The list leaves out what a deletion removes together with an image, such as a signature or the image of one
    /// platform: deleting the image finds it again.
    package init(_ plan: Plan) {
        self.init(plan.deletions.flatMap { deletion in Self.items(of: deletion) })
    }

    private static func items(of deletion: Deletion) -> [Item] {
        guard let kind = DeleteImageList.Kind(deletion.type), deletion.with == nil || !deletion.tags.isEmpty else {
            return []
        }
        let origin = deletion.origins.lazy.compactMap { try? ImageSource($0) }.first
        return deletion.destinations.compactMap { name in
            guard let destination = try? name.reference() else { return nil }
            return Item(origin: origin ?? .registry(destination), destination: destination, kind: kind)
        }
    }
}

extension DeleteImageList.Kind {
    /// What oc-mirror calls a type of image; `nil` for attachments.
    package init?(_ type: ImageType) {
        switch type {
        case .releaseComponent: self = .ocpReleaseContent
        case .releasePayload: self = .ocpRelease
        case .graphData: self = .cincinnatiGraph
        case .operatorRelatedImage: self = .operatorRelatedImage
        case .additionalImage, .helmChart: self = .generic
        case .helmImage: self = .helmImage
        case .operatorBundle: self = .operatorBundle
        case .operatorCatalog: self = .operatorCatalog
        case .signature, .attestation, .sbom, .referrer: return nil
        }
    }
}
