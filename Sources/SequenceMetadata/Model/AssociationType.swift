// SPDX-License-Identifier: Apache-2.0

package import Plans

/// What an image is to oc-mirror v1.
package enum AssociationType: Sendable, Hashable {
    case releasePayload, releaseComponent, graphData, catalog
    /// An image of a catalog: version 4.17 uses this type for related images too.
    case bundle
    case relatedImage
    case generic
    /// A type that oc-mirror does not know; it refuses to read this.
    case unknown(String)

    private static let names: [(Self, String)] = [
        (.releasePayload, "ocpRelease"), (.releaseComponent, "ocpReleaseContent"), (.graphData, "cincinnatiGraph"),
        (.catalog, "operatorCatalog"), (.bundle, "operatorBundle"), (.relatedImage, "operatorRelatedImage"),
        (.generic, "generic"),
    ]

    package init(_ text: String) {
        self = Self.names.first { $0.1 == text }?.0 ?? .unknown(text)
    }

    /// The type as metadata spells it.
    package var text: String {
        if case .unknown(let text) = self { return text }
        return Self.names.first { $0.0 == self }?.1 ?? ""
    }

    /// The types that oc-mirror knows.
    package static let known = names.map(\.0)

    /// The type in plans and ledgers.
    package var imageType: ImageType {
        switch self {
        case .releasePayload: .releasePayload
        case .releaseComponent: .releaseComponent
        case .graphData: .graphData
        case .catalog: .operatorCatalog
        case .bundle: .operatorBundle
        case .relatedImage: .operatorRelatedImage
        case .generic, .unknown: .additionalImage
        }
    }
}
