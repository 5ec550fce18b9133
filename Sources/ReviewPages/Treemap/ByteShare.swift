// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Reviews

/// The bytes of a section, divided among its images.
struct ByteShare: Equatable {
    struct Part: Equatable {
        let name: String
        let bytes: Int64
        /// A short name, for boxes.
        let label: String

        init(name: String, bytes: Int64, label: String? = nil) {
            self.name = name
            self.bytes = bytes
            self.label = label ?? name.lastComponent
        }
    }

    let section: String
    /// The largest parts, then one for all others.
    let parts: [Part]
    /// The number of images, with their parts.
    let images: Int
    var bytes: Int64 { parts.reduce(0) { $0.addingSaturated($1.bytes) } }

    /// The maximum number of parts of a section; the rest is one part.
    static let partLimit = 60
    /// The name of the section of parts whose wholes are in place.
    static let partsInPlace = "parts of images already in place"

    init(section: String, parts: [Part], images: Int) {
        self.section = section
        self.images = images
        let sorted = parts.filter { $0.bytes > 0 }.sorted { ($1.bytes, $0.name) < ($0.bytes, $1.name) }
        let rest = sorted.dropFirst(Self.partLimit)
        self.parts =
            rest.isEmpty
            ? sorted
            : sorted.prefix(Self.partLimit) + [
                Part(name: counted(rest.count, "smaller image"), bytes: rest.reduce(0) { $0.addingSaturated($1.bytes) })
            ]
    }

    /// What a plan transfers, or, for a plan of deletions, what it lets the registry reclaim.
    static func all(of review: PlanReview) -> [ByteShare] {
        let copied = review.sections.map { section in
            let images = section.images.map { Part(name: $0.origins.first ?? $0.destination, bytes: $0.transfer) }
            let parts = section.images.compactMap(\.parts).map(part)
            return ByteShare(
                section: section.name,
                parts: images + parts,
                images: section.images.reduce(0) { $0 + 1 + ($1.parts?.images ?? 0) }
            )
        }
        let inPlace = ByteShare(
            section: partsInPlace,
            parts: review.partsInPlace.map(part),
            images: review.partsInPlace.reduce(0) { $0 + $1.images }
        )
        let shares = copied + [inPlace] + (review.purpose == .delete ? deleted(review.deletions) : [])
        return shares.filter { $0.bytes > 0 }
    }

    private static func part(_ parts: ReviewedParts) -> Part {
        let noun = parts.whole == .release ? "components" : "images"
        return Part(
            name: "\(noun) of \(parts.destination)",
            bytes: parts.transfer,
            label: "\(noun) of \(parts.destination.lastComponent)"
        )
    }

    private static func deleted(_ review: DeletionReview?) -> [ByteShare] {
        (review?.sections ?? []).map { section in
            let images = section.deletions.map { deletion in
                Part(
                    name: deletion.origins.first ?? deletion.destinations.first ?? "\(deletion.digest)",
                    bytes: ([deletion.reclaim] + deletion.along.map(\.reclaim) + [deletion.parts?.reclaim ?? 0])
                        .reduce(0) { $0.addingSaturated($1) }
                )
            }
            let operators = section.operators.map { Part(name: "operator \($0.name)", bytes: $0.parts.reclaim) }
            let rest = section.parts.map { [Part(name: "other parts", bytes: $0.reclaim)] } ?? []
            return ByteShare(
                section: section.name,
                parts: images + operators + rest,
                images: section.deletions.count + section.operators.reduce(0) { $0 + $1.parts.manifests }
            )
        }
    }
}

extension ReviewedParts {
    /// The number of parts and their attachments.
    fileprivate var images: Int { bundles + others + attachments }
}
