// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans

extension TargetLedger {
    /// What an apply did to the target.
    package struct Outcome: Sendable, Equatable {
        /// The actions whose destination now holds the planned digest.
        package var done: [Action]
        /// Whether that is all of them.
        package var isComplete: Bool

        package init(done: [Action], isComplete: Bool) {
            self.done = done
            self.isComplete = isComplete
        }
    }

    /// Returns the ledger after a plan was applied, wholly or in part.
    ///
    /// A plan that carries on where it was interrupted is one apply, so the serial moves only once.
    package func recording(_ plan: PlanFile, _ outcome: Outcome) -> TargetLedger {
        var ledger = self
        let configuration = plan.plan.configuration.path
        ledger.lineage = lineage ?? plan.id
        if lastPlan != plan.id { ledger.serial += 1 }
        ledger.lastPlan = plan.id
        ledger.lastPlanIsComplete = outcome.isComplete

        if outcome.isComplete { ledger.forget(configuration) }
        for image in plan.plan.inSync { ledger.want(image, by: configuration, placed: false) }
        for action in outcome.done { ledger.want(PlacedImage(action), by: configuration, placed: true) }
        let repositories = Set(outcome.done.map { Self.repository(of: $0.destination) })
        for blob in plan.plan.blobs where repositories.contains(blob.home) {
            ledger.blobHomes[blob.digest.description] = blob.home
        }
        return ledger
    }

    /// A complete plan names everything that its configuration wants, so earlier wishes of it end here.
    private mutating func forget(_ configuration: String) {
        for key in entries.keys { entries[key]?.wantedBy.removeAll { $0 == configuration } }
    }

    private mutating func want(_ image: PlacedImage, by configuration: String, placed: Bool) {
        let before = entries[image.destination]
        let isUnchanged = before?.image.digest == image.digest
        var image = image
        if isUnchanged, let earlier = before?.image.platforms, let wanted = image.platforms {
            image.platforms = Set(earlier + wanted).sorted()
        } else if isUnchanged, before != nil {
            // One of the two has the image whole, so it is there whole.
            image.platforms = nil
        }
        entries[image.destination] = Entry(
            image: image,
            placed: placed || (isUnchanged && before?.placed == true),
            wantedBy: Set((before?.wantedBy ?? []) + [configuration]).sorted()
        )
    }

    private static func repository(of destination: String) -> String {
        guard let reference = try? ImageReference(destination) else { return destination }
        return reference.repository.description
    }
}

extension PlacedImage {
    /// The image that an action leaves at its destination.
    package init(_ action: Action) {
        self.init(
            destination: action.destination,
            digest: action.digest,
            type: action.type,
            origin: action.origin,
            platforms: action.platforms,
            attachedTo: action.attachedTo
        )
    }
}
