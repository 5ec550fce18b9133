// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// The components of releases as people review them: counted behind their payload.
///
/// Nobody reads two hundred of them one by one; the plan's file names each.
struct ReleaseLines {
    private let plan: Plan
    private let style: TextStyle
    /// The components to be copied, and what travels with them, by the payload that they are a part of.
    private let components: [String: [Action]]

    init(plan: Plan, style: TextStyle) {
        self.plan = plan
        self.style = style
        var payloads: [String: [String]] = [:]
        for action in plan.actions where action.partOf != nil {
            payloads[PlacedImage(action).content, default: []] += action.partOf ?? []
        }
        var components: [String: [Action]] = [:]
        for action in plan.actions {
            let owners = action.partOf ?? action.attachedTo.flatMap { payloads[$0]?.min() }.map { [$0] } ?? []
            for owner in owners { components[owner, default: []].append(action) }
        }
        self.components = components
        folded = Set(components.values.joined().map(\.destination))
    }

    /// The destinations of what is only counted.
    let folded: Set<String>

    /// What is copied for payloads that are in place themselves.
    func orphans() -> [String] {
        let payloads = Set(plan.actions.map(\.destination))
        return components.keys.filter { !payloads.contains($0) }.sorted().flatMap { payload in
            ["  \(style(.added, "+")) components of \(printable(payload))"] + lines(of: payload)
        }
    }

    /// The lines behind an action: who signed a payload, and its components.
    func details(of action: Action) -> [String] {
        var lines: [String] = []
        if let release = action.release {
            let signers = release.signatures.map(\.fingerprint)
            let text =
                signers.isEmpty
                ? style(.removed, "not verified") : "signed by \(printable(signers.joined(separator: ", ")))"
            lines.append("      release \(printable(release.version)) \(printable(release.architecture)), \(text)")
        }
        if let recipe = action.recipe {
            lines.append("      \(style(.dim, "built on")) \(printable(recipe.base))")
            if let input = recipe.input { lines.append("      \(style(.dim, "from")) \(printable(input))") }
        }
        return lines + self.lines(of: action.destination)
    }

    private func lines(of payload: String) -> [String] {
        guard let actions = components[payload] else { return [] }
        let images = actions.count { $0.partOf != nil }
        let attachments = actions.count - images
        let bytes = ByteCount.text(actions.reduce(0) { $0 + $1.transfer })
        let more = attachments == 0 ? "" : " and \(attachments) signatures or attachments"
        let replaced = actions.count { $0.kind == .update }
        let updates = replaced == 0 ? "" : ", \(style(.changed, "\(replaced) of them replace what is there"))"
        return ["      \(images) components\(more), \(bytes) to transfer\(updates)"]
    }

    /// How clusters get from the lowest release to the highest, hop by hop.
    var upgradePaths: [String] {
        guard !plan.upgradePaths.isEmpty else { return [] }
        return [style(.heading, "Upgrade paths")]
            + plan.upgradePaths.flatMap { path -> [String] in
                let name = printable("\(path.product == "ocp" ? "" : "\(path.product) ")\(path.architecture)")
                let stations =
                    [printable(path.from)]
                    + path.hops.map { hop in
                        let version = printable(hop.version)
                        return hop.isSelected ? version : style(.removed, "\(version) (not in the set)")
                    }
                guard !path.hops.isEmpty else {
                    let ends = printable("\(path.from) to \(path.to)")
                    return ["  \(name): \(ends): \(style(.removed, "no path is known"))"]
                }
                let risks = path.hops.flatMap { hop in
                    hop.risks.map {
                        "      \(printable(hop.version)): \(style(.changed, "risk")) \(printable("\($0.name) \($0.url)"))"
                    }
                }
                return ["  \(name): \(stations.joined(separator: " → "))"] + risks
            }
    }
}
