// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import OCI
package import Plans
package import Resolution

/// What a configuration wants at a target by the ledger: the desired state of a repair.
///
/// Every image is wanted with the content that the ledger has. So a plan of it changes only what differs at the target, and
/// nothing that the sources have moved since.
package struct RecordedWishes: Sendable {
    private let ledger: TargetLedger
    private let applied: Plan
    private let placing: [PlacedName: Action]

    /// `applied` is the plan of the configuration that was applied last, and `placing` are the recorded actions that
    /// brought images, by destination; both tell what the ledger leaves out.
    package init(in ledger: TargetLedger, since applied: Plan, placing: [PlacedName: Action] = [:]) {
        self.ledger = ledger
        self.applied = applied
        self.placing = placing
    }

    /// The desired state; `builds` are the images that are built again, by destination.
    package func desired(
        at target: MirrorTarget,
        building builds: [PlacedName: DesiredBuild] = [:]
    ) throws(ReferenceError) -> DesiredState {
        var images: [DesiredImage] = []
        for entry in wanted {
            // Only attachments have no tag, and they come along with their images.
            guard let destination = Destination(named: entry.image.destination) else { continue }
            images.append(try desired(entry.image, at: destination, builds[entry.image.destination]))
        }
        return DesiredState(
            configuration: applied.configuration,
            target: target,
            images: images,
            records: applied.evidence.records.filter { $0.ledgerName != nil }
        )
    }

    /// The options of the plan that was applied, without those that are about one run.
    package var options: PlanOptions {
        let options = applied.options
        return PlanOptions(
            copying: options.copying,
            releases: options.releases,
            includeDependencies: options.includeDependencies,
            clusters: options.clusters,
            charts: options.charts
        )
    }

    /// The entries of images that the configuration wants, by destination.
    private var wanted: [TargetLedger.Entry] {
        ledger.entries.values.filter { entry in
            !entry.isLeftover && !entry.image.type.isAttachment
                && entry.wantedBy.contains(applied.configuration.path)
        }.sorted { $0.image.destination < $1.image.destination }
    }

    private func desired(
        _ image: PlacedImage,
        at destination: Destination,
        _ build: DesiredBuild?
    ) throws(ReferenceError) -> DesiredImage {
        let action = placing[image.destination]
        return DesiredImage(
            origin: try ImageSource(action?.origins.first ?? image.origins.first ?? ""),
            role: ImageRole(image.type, partOf: wholes(of: image, action), facts: image.facts),
            destination: destination,
            platforms: (image.platforms ?? []).compactMap { try? Platform($0) },
            request: ImageRequest(by: action?.requestedBy ?? []),
            build: build
        ).with(recorded: RecordedContent(origins: image.origins, digest: image.digest))
    }

    /// The payloads and catalogs that name a part, as far as they are wanted: their tags are written after it.
    private func wholes(of image: PlacedImage, _ action: Action?) -> [Destination] {
        let names = action?.partOf ?? []
        let found = wanted.map(\.image).filter { whole in
            image.type == .releaseComponent
                ? whole.type == .releasePayload && image.destination.isComponent(of: whole.destination)
                : whole.type == .operatorCatalog && names.contains(whole.destination)
        }
        return found.compactMap { Destination(named: $0.destination) }
    }
}
