// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Diagnostics
import OCI
import Plans

/// A plan as people review it.
struct PlanView {
    let plan: Plan
    let style: TextStyle
    /// What becomes of the manifests, where that is known.
    private let manifests: [ManifestChange]?
    private let releases: ReleaseLines
    private let parts: FoldedParts
    private let attached: AttachmentCount

    init(plan: Plan, style: TextStyle, manifests: [ManifestChange]? = nil) {
        self.plan = plan
        self.style = style
        self.manifests = manifests
        releases = ReleaseLines(plan: plan, style: style)
        parts = FoldedParts(plan: plan, style: style)
        attached = AttachmentCount(plan: plan)
    }

    /// The whole text; its last line is the one that sums up.
    var text: String {
        var lines: [String] = []
        if plan.mode == .deletion {
            if plan.hasChanges || !plan.kept.isEmpty { lines += deletions.lines }
            if plan.hasChanges, manifests?.isEmpty != true { lines += manifestHeading + manifestLines }
        } else if plan.hasChanges {
            let verb = plan.target.isArchive ? "write an archive to" : "change"
            lines.append("mirror will \(verb) \(style(.heading, printable(plan.target.registry))) as follows:")
            lines += archive.source + OptionLines(plan: plan, style: style).lines
            lines.append(legend)
            for (group, actions) in groups {
                lines += ["", style(.heading, printable(group)), "  \(attached.text(for: actions))"]
                for action in actions { lines += self.lines(of: action) }
            }
            lines += parts.orphans()
            if !plan.deletions.isEmpty || !plan.kept.isEmpty { lines += deletions.sections }
            lines += plan.target.isArchive ? archive.volumes : manifestHeading + manifestLines
        }
        if !plan.hasChanges {
            lines += OptionLines(plan: plan, style: style).lines
            if manifests?.isEmpty == false {
                lines += [style(.heading, "Manifests for the cluster that change")] + manifestLines
            } else if manifests == nil, !plan.resources.isEmpty {
                lines += [style(.heading, "Manifests for the cluster")] + manifestLines
            }
        }
        let paths = releases.upgradePaths
        if !paths.isEmpty { lines += (lines.isEmpty ? [] : [""]) + paths }
        if !lines.isEmpty { lines.append("") }
        lines += checkLines
        lines.append(summary)
        return lines.joined(separator: "\n") + "\n"
    }

    private var manifestHeading: [String] { ["", style(.heading, "Manifests for the cluster")] }

    private var deletions: DeletionLines { DeletionLines(plan: plan, style: style) }

    private var archive: ArchiveLines { ArchiveLines(plan: plan, style: style) }

    private var manifestLines: [String] { ManifestLines(plan: plan, style: style, changes: manifests).lines }

    private var legend: String {
        let build = plan.summary.build == 0 ? "" : "   \(style(.added, "*")) build"
        return "  \(style(.added, "+")) copy   \(style(.changed, "~")) update\(build)   \(style(.removed, "-")) delete"
    }

    /// The actions by the section of the configuration that asks for them, attachments behind their image.
    private var groups: [(String, [Action])] {
        let destinations = Dictionary(
            plan.actions.map { (PlacedImage($0).content, $0.destination) },
            uniquingKeysWith: { min($0, $1) }
        )
        let listed = plan.actions.filter { !parts.folded.contains($0.destination) }
        let sections = Dictionary(grouping: listed) { action in
            action.requestedBy.first.map { String($0.prefix { $0 != "[" }) } ?? "not asked for"
        }
        return sections.sorted { $0.key < $1.key }.map { section, actions in
            let order = { (action: Action) in action.reviewOrder(destinations) }
            return (
                "\(section) (\(plan.configuration.path))", actions.sorted { naturallyPrecedes(order($0), order($1)) }
            )
        }
    }

    private func lines(of action: Action) -> [String] {
        let symbol =
            switch action.kind {
            case .copy: style(.added, "+")
            case .update: style(.changed, "~")
            case .build: style(.added, "*")
            }
        let indent = action.attachedTo == nil ? "  " : "    "
        let type = action.attachedTo == nil ? "" : "\(action.type.rawValue) "
        let platforms = action.platforms.map { ", only \(printable($0.joined(separator: ", ")))" } ?? ""
        let digest = style(.dim, "\(action.digest.algorithm.rawValue):\(action.digest.short)")
        return [
            "\(indent)\(symbol) \(type)\(printable(action.origins.joined(separator: ", ")))",
            "\(indent)    \(style(.dim, "to")) \(printable(plan.target.shown(action.destination)))",
            "\(indent)    \(digest) \(size(action))\(platforms) \(style(.dim, "(\(printable(reason(action))))"))",
        ]
            + releases.details(of: action) + RecipeLines(style: style).details(of: action)
            + parts.lines(of: action.destination)
    }

    /// Why an image is brought, and always what it takes the place of.
    private func reason(_ action: Action) -> String {
        guard let found = action.expect.destination, !action.reason.contains(found.short) else { return action.reason }
        return "\(action.reason), in the place of \(found.algorithm.rawValue):\(found.short)"
    }

    private func size(_ action: Action) -> String {
        let size = ByteCount.text(action.size)
        let transfer = ByteCount.text(action.transfer)
        return transfer == size ? "\(size) to transfer" : "\(size), of which \(transfer) to transfer"
    }

    private var checkLines: [String] {
        guard !plan.checks.isEmpty else { return [] }
        return CheckView(checks: plan.checks, style: style).lines + [""]
    }

    /// What the target has already.
    private var inSync: String {
        let images = plan.inSync.count { !$0.type.isAttachment }
        let found = plan.checks.contains { $0.code == "source-missing" } ? " that could be found" : ""
        guard images > 0 else { return "\(plan.configuration.path) lists no images\(found)." }
        let place = " of \(plan.configuration.path)\(found)"
        guard plan.target.isArchive else {
            return "\(plan.target.registry) holds \(images == 1 ? "the one image" : "all \(images) images")\(place)."
        }
        let all = images == 1 ? "The one image\(place) is" : "All \(images) images\(place) are"
        return "\(all) already in archives for \(plan.target.registry)."
    }

    /// The line that scripts look for; its wording is part of the interface.
    private var summary: String {
        let total = plan.summary
        guard plan.mode != .deletion else { return deletions.summary }
        guard plan.hasChanges else {
            return printable("No changes. \(inSync)")
        }
        let (transfer, mount) = ByteCount.pair(total.bytesToTransfer, total.bytesToMount)
        let build = total.build == 0 ? "" : ", \(total.build) to build"
        let reclaim = plan.deletions.isEmpty ? "" : ", \(ByteCount.text(total.bytesToReclaim ?? 0)) to reclaim"
        let cost = archive.cost ?? "\(transfer) to transfer, \(mount) mounted\(reclaim)"
        return """
            Plan: \(total.copy) to copy, \(total.update) to update\(build), \(total.delete) to delete (\(cost)).
            """
    }
}

extension Action {
    /// A key that puts an image before its attachments, and these by destination.
    fileprivate func reviewOrder(_ destinations: [String: String]) -> String {
        guard let attachedTo else { return destination }
        return "\(destinations[attachedTo] ?? attachedTo)\u{1}\(destination)"
    }
}
