// SPDX-License-Identifier: Apache-2.0

/// What an image is to the mirror set; later types may depend on earlier ones.
package enum ImageType: String, Sendable, Codable, CaseIterable, Comparable {
    case releaseComponent = "release-component"
    case releasePayload = "release-payload"
    case graphData = "graph-data"
    case operatorRelatedImage = "operator-related-image"
    case additionalImage = "additional-image"
    case helmImage = "helm-image"
    /// A packaged chart, as an artifact.
    case helmChart = "helm-chart"
    case operatorBundle = "operator-bundle"
    case operatorCatalog = "operator-catalog"
    /// A cosign signature, kept under the tag `sha256-<hex>.sig`.
    case signature
    /// A cosign attestation, kept under the tag `sha256-<hex>.att`.
    case attestation
    /// A bill of materials, kept under the tag `sha256-<hex>.sbom`.
    case sbom
    /// A manifest that names the image as its subject.
    case referrer

    /// Whether the type travels with another image instead of being asked for.
    package var isAttachment: Bool { traits.role == .attachment }

    /// Whether images of the type may be parts of others.
    package var isPart: Bool { traits.role == .part }

    /// Whether the type names parts.
    package var isWhole: Bool { traits.role == .whole }

    /// Whether nobody asks for such an image by name: it comes and goes with a release or an operator.
    package var isMerePart: Bool { traits.isMerePart }

    private var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    package static func < (left: Self, right: Self) -> Bool { left.position < right.position }
}
