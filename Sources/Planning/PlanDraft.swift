// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import Resolution

/// A plan to which images are added one by one.
struct PlanDraft {
    /// An image or attachment to copy.
    struct Copy {
        /// The image as the target holds it afterwards.
        var image: PlacedImage
        var source: ImageSource
        var repository: Repository
        /// What the destination holds.
        var found: Digest?
        var grounds: ChangeGrounds
        var partOf: [PlacedName]?
        var build: DesiredBuild?
        var tree: ImageTree

        var destination: PlacedName { image.destination }
    }

    let observed: ObservedState
    let ledger: TargetLedger
    private let rule: CauseRule
    private let knownAttachments: [PlacedName: [TargetLedger.Entry]]
    private(set) var copies: [PlacedName: Copy] = [:]
    private(set) var inSync: [PlacedName: PlacedImage] = [:]

    init(observed: ObservedState, ledger: TargetLedger, rule: CauseRule) {
        self.observed = observed
        self.ledger = ledger
        self.rule = rule
        knownAttachments = ledger.attachments
    }

    /// Adds an image with its attachments.
    mutating func add(_ wanted: WantedImage) {
        let image = wanted.image
        let placed = PlacedImage(
            ImageIdentity(
                image.type,
                origins: wanted.origins,
                digest: wanted.digest,
                platforms: image.platforms.isEmpty ? nil : image.platforms.map(\.description)
            ),
            at: image.destination.name,
            facts: image.role.facts
        )
        if let tree = wanted.observation.tree {
            // It may have been kept for another origin, whose source is gone.
            inSync[placed.destination] = nil
            copies[placed.destination] = Copy(
                image: placed,
                source: image.origin,
                repository: image.destination.repository,
                found: wanted.observation.destination,
                grounds: grounds(
                    of: placed,
                    over: wanted.observation.destination,
                    tree,
                    recipe: image.build?.recipe,
                    isDamaged: wanted.observation.isDamaged,
                    requestedBy: image.requestedBy
                ),
                partOf: image.partOf.isEmpty ? nil : image.partOf.map(\.name),
                build: image.build,
                tree: tree
            )
        } else {
            inSync[placed.destination] = placed
        }
        switch wanted.observation.attachments {
        case .ignored: break
        case .known: keepAttachments(of: placed)
        case .found(let attachments): for attachment in attachments { add(attachment, of: image, placed.content) }
        }
    }

    /// Keeps an image that only the target still has, with its attachments if the target has them.
    mutating func keep(_ image: PlacedImage, withAttachments: Bool) {
        inSync[image.destination] = image
        if withAttachments { keepAttachments(of: image) }
    }

    private mutating func keepAttachments(of image: PlacedImage) {
        guard !knownAttachments.isEmpty else { return }
        for entry in knownAttachments[image.content] ?? [] where copies[entry.image.destination] == nil {
            inSync[entry.image.destination] = entry.image
        }
    }

    private mutating func add(_ attachment: AttachmentObservation, of image: DesiredImage, _ content: PlacedName) {
        let separator = attachment.tag == nil ? "@" : ":"
        let destination = PlacedName("\(image.destination.repository)\(separator)\(attachment.reference)")
        let origin = image.reference.map { "\($0.repository)\(separator)\(attachment.reference)" } ?? "\(image.origin)"
        guard copies[destination] == nil else { return }
        let placed = PlacedImage(
            ImageIdentity(attachment.type, origins: [origin], digest: attachment.digest),
            at: destination,
            attachedTo: content
        )
        guard attachment.isMissing else {
            inSync[destination] = placed
            return
        }
        // The ledger's entry of another image may have named what is outdated here.
        inSync[destination] = nil
        copies[destination] = Copy(
            image: placed,
            source: image.origin,
            repository: image.destination.repository,
            found: attachment.destination,
            grounds: grounds(
                of: placed,
                over: attachment.destination,
                attachment.tree,
                isDamaged: attachment.isDamaged,
                requestedBy: image.requestedBy
            ),
            tree: attachment.tree
        )
    }

    /// Why an image is written over what the target holds.
    private func grounds(
        of image: PlacedImage,
        over found: Digest?,
        _ tree: ImageTree,
        recipe: BuildRecipe? = nil,
        isDamaged: Bool,
        requestedBy: [String]
    ) -> ChangeGrounds {
        let cause = rule.cause(of: image, over: found, recipe: recipe, isDamaged: isDamaged)
        return ChangeGrounds(
            rule.reason(cause, over: found, for: tree.root),
            requestedBy: requestedBy,
            cause: cause
        )
    }
}
