// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// Where an image came from and where it is now.
package struct MirrorPair: Sendable, Hashable {
    /// The reference as clusters name it.
    package let origin: ImageReference
    package let destination: ImageReference
    package let type: ImageType
    package let category: MirrorCategory

    package init(origin: ImageReference, destination: ImageReference, type: ImageType, category: MirrorCategory) {
        self.origin = origin
        self.destination = destination
        self.type = type
        self.category = category
    }
}

/// The mirror set that an image belongs to, in the order of the documents of a file.
package enum MirrorCategory: String, Sendable, Hashable, CaseIterable {
    case release
    case `operator`
    case generic

    /// The category of a type; graph data and catalogs are pulled from the mirror by name and have none.
    package init?(_ type: ImageType) {
        switch type {
        case .releasePayload, .releaseComponent: self = .release
        case .operatorBundle, .operatorRelatedImage: self = .operator
        case .additionalImage, .helmImage: self = .generic
        case .graphData, .operatorCatalog, .signature, .attestation, .sbom, .referrer: return nil
        }
    }
}
