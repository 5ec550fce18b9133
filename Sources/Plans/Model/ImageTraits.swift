// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// What images of a type are to the rest of a mirror set: one row of the table below for each type.
package struct ImageTraits: Sendable, Hashable {
    /// How an image depends on others.
    package enum Role: Sendable {
        /// It names parts, and its tag moves once they are in place: a release payload, a catalog.
        case whole
        /// It belongs to a whole.
        case part
        /// It stands alone.
        case single
        /// It travels with the image that it is attached to.
        case attachment
    }

    /// The section of the configuration that brings images of the type.
    package enum Family: Sendable {
        case release, `operator`, additional, chart
        /// The family of the image that it is attached to.
        case ofSubject
    }

    package let role: Role
    package let family: Family
    /// Whether nobody asks for such an image by name: it comes and goes with a release or an operator.
    package let isMerePart: Bool
    /// Whether the whole is not planned where the image is missing.
    package let isIndispensable: Bool
    /// The mirror set by which clusters are sent to the image; `nil` for what they ask for at the mirror, by its name there.
    package let category: MirrorCategory?
    /// Whether clusters are told the name of the image at the mirror.
    package let isNamedToClusters: Bool
    /// When the image has its turn in deleting: what names others goes before them.
    package let deletionTurn: Int
    /// The fields of the configuration that choose the place of the image, as text; `nil` where none does.
    package let placeFields: String?
    /// One such image, for people, and several of them.
    package let noun: String
    package let plural: String

    init(
        _ role: Role,
        of family: Family,
        as noun: String,
        _ plural: String? = nil,
        isMerePart: Bool = false,
        isIndispensable: Bool = false,
        category: MirrorCategory? = nil,
        isNamedToClusters: Bool = false,
        deletionTurn: Int = 2,
        placeFields: String? = nil
    ) {
        self.role = role
        self.family = family
        self.isMerePart = isMerePart
        self.isIndispensable = isIndispensable
        self.category = category
        self.isNamedToClusters = isNamedToClusters
        self.deletionTurn = deletionTurn
        self.placeFields = placeFields
        self.noun = noun
        self.plural = plural ?? noun + "s"
    }

    /// A number of such images, for people.
    package func counted(_ count: Int) -> String { Diagnostics.counted(count, noun, plural) }
}

extension ImageType {
    /// The types in the order in which people read of them: what is asked for before what comes along with it.
    package static let forPeople: [ImageType] = [
        .releasePayload, .releaseComponent, .graphData, .operatorCatalog, .operatorBundle, .operatorRelatedImage,
        .additionalImage, .helmImage, .signature, .attestation, .sbom, .referrer,
    ]

    /// The row of the type.
    package var traits: ImageTraits {
        switch self {
        case .releasePayload:
            ImageTraits(
                .whole,
                of: .release,
                as: "release",
                isIndispensable: true,
                category: .release,
                isNamedToClusters: true,
                deletionTurn: 1
            )
        case .releaseComponent:
            ImageTraits(
                .part,
                of: .release,
                as: "component of releases",
                "components of releases",
                isMerePart: true,
                isIndispensable: true,
                category: .release
            )
        case .graphData:
            ImageTraits(
                .single,
                of: .release,
                as: "image of graph data",
                "images of graph data",
                isNamedToClusters: true
            )
        case .operatorCatalog:
            ImageTraits(
                .whole,
                of: .operator,
                as: "catalog",
                isIndispensable: true,
                isNamedToClusters: true,
                deletionTurn: 0,
                placeFields: "`targetCatalog` or `targetTag`"
            )
        case .operatorBundle:
            ImageTraits(
                .part,
                of: .operator,
                as: "bundle of operators",
                "bundles of operators",
                category: .operator,
                deletionTurn: 1
            )
        case .operatorRelatedImage:
            ImageTraits(
                .part,
                of: .operator,
                as: "other image of operators",
                "other images of operators",
                isMerePart: true,
                category: .operator
            )
        case .additionalImage:
            ImageTraits(
                .single,
                of: .additional,
                as: "additional image",
                category: .generic,
                placeFields: "`targetRepo` or `targetTag`"
            )
        case .helmImage:
            ImageTraits(.single, of: .chart, as: "image of charts", "images of charts", category: .generic)
        case .signature: ImageTraits(.attachment, of: .ofSubject, as: "signature")
        case .attestation: ImageTraits(.attachment, of: .ofSubject, as: "attestation")
        case .sbom: ImageTraits(.attachment, of: .ofSubject, as: "bill of materials", "bills of materials")
        case .referrer: ImageTraits(.attachment, of: .ofSubject, as: "other attachment")
        }
    }
}
