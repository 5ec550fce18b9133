// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// The parts of releases and catalogs as people review them: counted behind their whole.
///
/// Nobody reads two hundred of them one by one; the plan's file names each. What somebody asked for by itself is no mere
/// part, and stays in the list.
struct FoldedParts {
    private let style: TextStyle
    private let target: PlanTarget
    /// The destinations of the plan's actions.
    private let destinations: Set<String>
    /// The catalogs, in place or not; what else has parts is a payload.
    private let catalogs: Set<String>
    /// The parts to be copied, and what travels with them, by the destination of their whole.
    private let parts: [String: [Action]]
    /// The destinations of what is only counted.
    let folded: Set<String>

    init(plan: Plan, style: TextStyle) {
        self.style = style
        target = plan.target
        destinations = Set(plan.actions.map(\.destination))
        catalogs = Set(
            (plan.actions.map(PlacedImage.init) + plan.inSync).filter { $0.type == .operatorCatalog }.map(\.destination)
        )
        var wholes: [String: [String]] = [:]
        for action in plan.actions where action.isMerePart {
            wholes[PlacedImage(action).content, default: []] += action.partOf ?? []
        }
        var parts: [String: [Action]] = [:]
        for action in plan.actions {
            let owners =
                action.isMerePart
                ? action.partOf ?? [] : action.attachedTo.flatMap { wholes[$0]?.min() }.map { [$0] } ?? []
            for owner in owners { parts[owner, default: []].append(action) }
        }
        self.parts = parts
        folded = Set(parts.values.joined().map(\.destination))
    }

    /// What is copied for wholes that are in place themselves.
    func orphans() -> [String] {
        parts.keys.filter { !destinations.contains($0) }.sorted(by: naturallyPrecedes).flatMap { whole in
            ["  \(style(.added, "+")) \(noun(of: whole)) of \(printable(target.shown(whole)))"] + lines(of: whole)
        }
    }

    /// How many parts are copied for a whole, and what travels with them.
    func lines(of whole: String) -> [String] {
        guard let actions = parts[whole] else { return [] }
        let bundles = actions.count { $0.type == .operatorBundle }
        let others = actions.count { $0.isMerePart } - bundles
        let images =
            catalogs.contains(whole)
            ? "\(counted(bundles, "bundle")), \(counted(others, "other image"))" : counted(others, "component")
        let attachments = actions.count { !$0.isMerePart }
        let bytes = ByteCount.text(actions.reduce(0) { $0 + $1.transfer })
        let more =
            switch attachments {
            case 0: ", no signature or attachment"
            case 1: " and 1 signature or attachment"
            default: " and \(attachments) signatures or attachments"
            }
        let replaced = actions.count { $0.kind == .update }
        let verb = replaced == 1 ? "replaces" : "replace"
        let updates = replaced == 0 ? "" : ", \(style(.changed, "\(replaced) of them \(verb) what is there"))"
        return [
            "      \(images)\(more), \(bytes) to transfer\(updates)",
            "      \(style(.dim, "from")) \(sources(of: actions))",
        ]
    }

    /// The registries and layouts that parts are read from: the names that parts have at the target do not say them.
    private func sources(of actions: [Action]) -> String {
        let places = actions.map { action in
            guard let image = try? PinnedImage(action.source) else { return action.source }
            return switch image.source {
            case .registry(let reference): "\(reference.repository.host)"
            case .layout: "\(image.source)"
            }
        }
        return printable(Set(places).sorted().joined(separator: ", "))
    }

    private func noun(of whole: String) -> String { catalogs.contains(whole) ? "images" : "components" }
}

extension Action {
    /// Whether nothing but what it is a part of asks for it.
    fileprivate var isMerePart: Bool {
        guard partOf != nil else { return false }
        return type == .releaseComponent || requestedBy.allSatisfy { $0.hasPrefix("mirror.operators[") }
    }
}
