// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// Finds the parts of releases and catalogs that are only counted with their whole.
///
/// Nobody reads two hundred parts one by one; the plan's file names each. A part that was requested by itself stays in the
/// list.
struct PartsFolding {
    private let target: PlanTarget
    /// The destinations of the plan's actions.
    private let destinations: Set<PlacedName>
    /// The catalogs, in place or not; any other whole is a payload.
    private let catalogs: Set<PlacedName>
    /// The parts to copy, with their attachments, by the destination of their whole.
    private let parts: [PlacedName: [Action]]
    /// The destinations of images that are only counted.
    let folded: Set<PlacedName>

    init(of plan: Plan) {
        target = plan.target
        destinations = Set(plan.actions.map(\.destination))
        catalogs = Set(
            (plan.actions.map(\.image) + plan.inSync).filter { $0.type == .operatorCatalog }.map(\.destination)
        )
        var wholes: [PlacedName: [PlacedName]] = [:]
        for action in plan.actions where action.isMerePart {
            wholes[action.image.content, default: []] += action.partOf ?? []
        }
        var parts: [PlacedName: [Action]] = [:]
        for action in plan.actions {
            let owners =
                action.isMerePart
                ? action.partOf ?? [] : action.attachedTo.flatMap { wholes[$0]?.min() }.map { [$0] } ?? []
            for owner in owners { parts[owner, default: []].append(action) }
        }
        self.parts = parts
        folded = Set(parts.values.joined().map(\.destination))
    }

    /// The parts to copy for wholes that are in place already, in natural order of their names.
    var inPlace: [ReviewedParts] {
        parts.keys.filter { !destinations.contains($0) }
            .sorted { naturallyPrecedes("\($0)", "\($1)") }.compactMap(parts(of:))
    }

    /// The parts that are copied for a whole, with their attachments; `nil` if no part is copied.
    func parts(of whole: PlacedName) -> ReviewedParts? {
        guard let actions = parts[whole] else { return nil }
        let bundles = actions.count { $0.type == .operatorBundle }
        let images = actions.count { $0.isMerePart }
        return ReviewedParts(
            whole: catalogs.contains(whole) ? .catalog : .release,
            destination: target.shown(whole),
            bundles: bundles,
            others: images - bundles,
            attachments: actions.count - images,
            transfer: actions.reduce(0) { $0 + $1.transfer },
            replacing: actions.count { $0.kind == .update },
            sources: Set(actions.map(\.place)).sorted()
        )
    }
}

extension Action {
    /// Whether only its wholes request it.
    fileprivate var isMerePart: Bool {
        guard partOf != nil else { return false }
        return type == .releaseComponent || requestedBy.allSatisfy { $0.hasPrefix("mirror.operators[") }
    }

    /// The registry or layout of its source.
    fileprivate var place: String {
        guard let image = source.image else { return "\(source)" }
        return switch image.source {
        case .registry(let reference): "\(reference.repository.host)"
        case .layout: "\(image.source)"
        }
    }
}
