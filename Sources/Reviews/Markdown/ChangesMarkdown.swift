// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// Why a plan changes its target, and what becomes of operators and releases.
struct ChangesMarkdown {
    let review: PlanReview

    private var changes: ReviewedChanges { review.changes }

    func lines(within limit: Int) -> [String] {
        let operators = self.operators(within: limit * 5 / 8)
        let releases = self.releases(within: limit - operators.size - 1000)
        return [causes, operators, releases].filter { !$0.isEmpty }.joined(separator: [""]).map(\.self)
    }

    private var causes: [String] {
        guard !changes.causes.isEmpty else { return [] }
        return ["## Why", ""]
            + MarkdownTable("cause", "images:", "to transfer:", "meaning")
            .lines(changes.causes, within: 1000) { total in
                [
                    "**\(total.cause.rawValue)**", "\(total.images)", ByteCount.text(total.transfer),
                    total.cause.meaning,
                ]
            }
    }

    private func operators(within limit: Int) -> [String] {
        let rows = changes.operators.flatMap { change in
            OperatorRows(
                change.package,
                change.kind,
                defaults: (change.defaultBefore, change.defaultAfter),
                channels: change.channels
            ).cells.map { $0 + [change.cause.rawValue] }
        }
        guard !rows.isEmpty else { return kept(within: limit) }
        return ["## Operators", ""]
            + MarkdownTable("operator", "channel", "change", "bundles", "cause")
            .lines(rows, within: limit, most: 60, row: \.self)
    }

    /// What catalogs keep, for a plan that does not tell what changes.
    private func kept(within limit: Int) -> [String] {
        let packages = review.sections.flatMap(\.images).flatMap { image in
            (image.recipe?.packages ?? []).map { (catalog: image.destination, package: $0) }
        }
        guard !packages.isEmpty else { return [] }
        return ["## Operators", ""]
            + MarkdownTable("operator", "channels", "bundles:", "catalog")
            .lines(packages, within: limit, most: 40) { catalog, package in
                let bundles = Set(package.channels.flatMap(\.bundles)).count
                let standard = package.defaultChannel.map { "; \(MarkdownText.cell($0)) becomes the default" } ?? ""
                return [
                    MarkdownText.cell(package.name), MarkdownText.cell(package.channels.map(\.name)) + standard,
                    "\(bundles)", MarkdownText.cell(catalog),
                ]
            }
    }

    private func releases(within limit: Int) -> [String] {
        let copied = review.sections.flatMap(\.images).filter { $0.release != nil }
        guard !changes.releases.isEmpty || !copied.isEmpty else { return [] }
        let table = MarkdownTable("processor", "added", "dropped", "stay:", "cause")
            .lines(changes.releases, within: limit / 2) { change in
                [
                    MarkdownText.cell(change.architecture), MarkdownText.cell(change.added, most: 12),
                    MarkdownText.cell(change.dropped, most: 12), "\(change.staying)", change.cause.rawValue,
                ]
            }
        let signed = MarkdownTable("release", "signed by", "why", "components")
            .lines(copied, within: limit - table.size, most: 40, row: Self.cells(ofRelease:))
        return ["## Releases", ""] + [table, signed].filter { !$0.isEmpty }.joined(separator: [""])
    }

    private static func cells(ofRelease image: ReviewedImage) -> [String] {
        guard let release = image.release else { return [] }
        return [
            MarkdownText.cell("\(release.version) \(release.architecture)"),
            release.signers.isEmpty ? "**not verified**" : MarkdownText.cell(release.signers),
            release.ways.isEmpty
                ? image.cause?.rawValue ?? "requested" : "on the way \(MarkdownText.cell(release.ways))",
            image.parts.map { "\(counted($0.others, "component")), \(ByteCount.text($0.transfer))" } ?? "in place",
        ]
    }
}

extension CatalogEntry {
    /// The version, or the name of a bundle without one.
    var shown: String { version ?? name }
}
