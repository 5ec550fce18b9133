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

    /// What is special about images of a type.
    package struct Marks: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Nobody asks for such an image by name: it comes and goes with a release or an operator.
        static let merePart = Marks(rawValue: 1)
        /// The whole is not planned where the image is missing.
        static let indispensable = Marks(rawValue: 2)
        /// Clusters are told the name of the image at the mirror.
        static let namedToClusters = Marks(rawValue: 4)
    }

    /// How people read of images of a type.
    package struct Wording: Sendable, Hashable {
        package let noun: String
        package let plural: String
        /// The fields of the configuration that choose the place of the image, as text; `nil` where none does.
        package let placeFields: String?

        init(_ noun: String, _ plural: String? = nil, placeFields: String? = nil) {
            self.noun = noun
            self.plural = plural ?? noun + "s"
            self.placeFields = placeFields
        }
    }

    package let role: Role
    package let family: Family
    package let wording: Wording
    package let marks: Marks
    /// The mirror set by which clusters are sent to the image; `nil` for what they ask for at the mirror, by its name there.
    package let category: MirrorCategory?
    /// When the image has its turn in deleting: images that name others come first.
    package let deletionTurn: Int

    init(
        _ role: Role,
        of family: Family,
        as wording: Wording,
        marks: Marks = [],
        category: MirrorCategory? = nil,
        deletionTurn: Int = 2
    ) {
        self.role = role
        self.family = family
        self.wording = wording
        self.marks = marks
        self.category = category
        self.deletionTurn = deletionTurn
    }

    package var isMerePart: Bool { marks.contains(.merePart) }

    package var isIndispensable: Bool { marks.contains(.indispensable) }

    package var isNamedToClusters: Bool { marks.contains(.namedToClusters) }

    package var placeFields: String? { wording.placeFields }

    package var noun: String { wording.noun }

    package var plural: String { wording.plural }

    /// A number of such images, for people.
    package func counted(_ count: Int) -> String { Diagnostics.counted(count, noun, plural) }
}

extension ImageType {
    /// The types in the order in which people read of them: what is asked for before what comes along with it.
    package static let forPeople: [ImageType] = [
        .releasePayload, .releaseComponent, .graphData, .operatorCatalog, .operatorBundle, .operatorRelatedImage,
        .additionalImage, .helmChart, .helmImage, .signature, .attestation, .sbom, .referrer,
    ]

    /// The row of the type.
    package var traits: ImageTraits {
        switch self {
        case .releasePayload:
            ImageTraits(
                .whole,
                of: .release,
                as: .init("release"),
                marks: [.indispensable, .namedToClusters],
                category: .release,
                deletionTurn: 1
            )
        case .releaseComponent:
            ImageTraits(
                .part,
                of: .release,
                as: .init("component of releases", "components of releases"),
                marks: [.merePart, .indispensable],
                category: .release
            )
        case .graphData:
            ImageTraits(
                .single,
                of: .release,
                as: .init("image of graph data", "images of graph data"),
                marks: [.namedToClusters]
            )
        case .operatorCatalog:
            ImageTraits(
                .whole,
                of: .operator,
                as: .init("catalog", placeFields: "`targetCatalog` or `targetTag`"),
                marks: [.indispensable, .namedToClusters],
                deletionTurn: 0
            )
        case .operatorBundle:
            ImageTraits(
                .part,
                of: .operator,
                as: .init("bundle of operators", "bundles of operators"),
                category: .operator,
                deletionTurn: 1
            )
        case .operatorRelatedImage:
            ImageTraits(
                .part,
                of: .operator,
                as: .init("other image of operators", "other images of operators"),
                marks: [.merePart],
                category: .operator
            )
        case .additionalImage:
            ImageTraits(
                .single,
                of: .additional,
                as: .init("additional image", placeFields: "`targetRepo` or `targetTag`"),
                category: .generic
            )
        case .helmImage:
            ImageTraits(.single, of: .chart, as: .init("image of charts", "images of charts"), category: .generic)
        case .helmChart:
            ImageTraits(.single, of: .chart, as: .init("chart"), marks: [.namedToClusters])
        case .signature: ImageTraits(.attachment, of: .ofSubject, as: .init("signature"))
        case .attestation: ImageTraits(.attachment, of: .ofSubject, as: .init("attestation"))
        case .sbom: ImageTraits(.attachment, of: .ofSubject, as: .init("bill of materials", "bills of materials"))
        case .referrer: ImageTraits(.attachment, of: .ofSubject, as: .init("other attachment"))
        }
    }
}
