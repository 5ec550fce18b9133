// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// Groups the actions of a plan by request, and counts parts with their whole.
struct ActionGrouping {
    private let plan: Plan
    private let parts: PartsFolding
    /// The digests of images with attachments, both copied and existing ones.
    private let attachedTo: Set<PlacedName>

    init(of plan: Plan) {
        self.plan = plan
        parts = PartsFolding(of: plan)
        attachedTo = Set(plan.actions.compactMap(\.attachedTo) + plan.inSync.compactMap(\.attachedTo))
    }

    /// The parts whose wholes are already in place.
    var partsInPlace: [ReviewedParts] { parts.inPlace }

    /// The sections, sorted by name.
    var sections: [ReviewSection] {
        let destinations = Dictionary(
            plan.actions.map { ($0.image.content, $0.destination) },
            uniquingKeysWith: { min($0, $1) }
        )
        let listed = plan.actions.filter { !parts.folded.contains($0.destination) }
        let sections = Dictionary(grouping: listed) { $0.requestedBy.first.map(sectionName) ?? "not requested" }
        return sections.sorted { $0.key < $1.key }.map { name, actions in
            let sorted = actions.map { (order: $0.reviewOrder(destinations), action: $0) }
                .sorted { naturallyPrecedes($0.order, $1.order) }
            return ReviewSection(
                name: name,
                coverage: coverage(of: actions),
                images: sorted.map { image(of: $0.action) }
            )
        }
    }

    private func coverage(of actions: [Action]) -> AttachmentCoverage {
        let images = actions.filter { !$0.type.isAttachment }
        let copied = images.filter { $0.kind != .build }
        return AttachmentCoverage(
            images: images.count,
            copied: copied.count,
            without: copied.count { !attachedTo.contains($0.image.content) }
        )
    }

    private func image(of action: Action) -> ReviewedImage {
        ReviewedImage(
            kind: action.kind,
            type: action.type,
            origins: action.origins,
            destination: plan.target.shown(action.destination),
            digest: action.digest,
            size: action.size,
            transfer: action.transfer,
            platforms: action.platforms,
            reason: reason(of: action),
            cause: action.cause,
            replaced: action.replaced,
            before: action.expect.destination,
            isAttachment: action.attachedTo != nil,
            release: action.release.map { ReviewedRelease($0, requestedBy: action.requestedBy) },
            recipe: action.recipe.map { ReviewedRecipe($0, origins: action.origins) },
            parts: parts.parts(of: action.destination)
        )
    }

    /// The reason of an action, always with the image that it replaces.
    private func reason(of action: Action) -> String {
        guard let found = action.expect.destination, !action.reason.contains(found.short) else { return action.reason }
        return "\(action.reason), replaces \(found.algorithm.rawValue):\(found.short)"
    }
}

extension Action {
    /// A sort key: images come before their attachments, ordered by destination.
    fileprivate func reviewOrder(_ destinations: [PlacedName: PlacedName]) -> String {
        guard let attachedTo else { return destination.description }
        return "\(destinations[attachedTo] ?? attachedTo)\u{1}\(destination)"
    }
}
