// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans
import Reviews

/// The operators of each catalog: what changes, and the updates in each channel.
struct OperatorsPart {
    let changes: ReviewedChanges

    func markup(_ budget: inout FigureBudget) -> Markup {
        guard !changes.catalogs.isEmpty else { return .empty }
        // Operators that change are drawn first, should there be too many drawings.
        var details: [[Markup]] = changes.catalogs.map { $0.packages.map { _ in .empty } }
        for isChanged in [true, false] {
            for (index, catalog) in changes.catalogs.enumerated() {
                for (position, package) in catalog.packages.enumerated() {
                    let change = change(of: package, in: catalog)
                    guard (change != nil) == isChanged else { continue }
                    let id = "operator-\(index)-\(position)"
                    details[index][position] = markup(package, change, id: id, &budget)
                }
            }
        }
        let catalogs = zip(changes.catalogs, details).map { catalog, packages in
            "<h3>Catalog <code>\(catalog.destination)</code></h3>\n\(packages)" as Markup
        }
        return "\(catalogs)"
    }

    /// The change of an operator; names of catalogs in archives are shown without their host.
    private func change(of package: ReviewedCatalog.Package, in catalog: ReviewedCatalog) -> OperatorChange? {
        let names = [catalog.destination, "\(PlanTarget.archiveRoot)/\(catalog.destination)"]
        return changes.operators.first { $0.package == package.name && names.contains($0.catalog.description) }
    }

    private func markup(
        _ package: ReviewedCatalog.Package,
        _ change: OperatorChange?,
        id: String,
        _ budget: inout FigureBudget
    ) -> Markup {
        let channels = counted(package.channels.count, "channel")
        let badge: Markup =
            change.map { .badge($0.kind.role, $0.kind.rawValue) + " <span class=\"dim\">\($0.cause.rawValue) ·</span>" }
            ?? .badge("dim", "unchanged")
        var content = change.map(table)?.markup ?? .empty
        for (index, channel) in package.channels.enumerated() {
            let isDefault = channel.name == package.defaultChannel
            let figure = ChannelFigure(channel, of: package.name, id: "\(id)-\(index)").figure
            content =
                content + """
                    <h5>Channel \(channel.name)\(isDefault ? ", the default" : "")</h5>
                    \(budget.markup(figure))
                    \(Markup.details(open: false, "Bundles of \(channel.name)", bundles(of: channel).markup))

                    """
        }
        return .details(
            open: change != nil,
            item: true,
            "<h4>\(package.name)</h4> \(badge) <span class=\"dim\">\(channels)</span>",
            content
        )
    }

    private func table(_ change: OperatorChange) -> Table {
        let defaults: Markup =
            change.kind != .changed || change.defaultBefore == change.defaultAfter
            ? .empty
            : "; the default channel changes from \(change.defaultBefore ?? "none") to \(change.defaultAfter ?? "none")"
        return Table(
            "What changes in \(change.package)\(defaults)",
            [.init("Channel"), .init("Change"), .init("Head"), .init("Added"), .init("Dropped")],
            rows: change.channels.map { channel in
                let (before, after) = (channel.headBefore, channel.headAfter)
                let head: Markup =
                    before == after
                    ? "stays \(after?.shown ?? "without a single head")"
                    : "\(before?.shown ?? "none") → <strong>\(after?.shown ?? "none")</strong>"
                return [
                    "\(channel.name)", .badge(channel.kind.role, channel.kind.rawValue), head,
                    entries(channel.added, .added), entries(channel.removed, .dropped),
                ]
            }
        )
    }

    private func entries(_ entries: [CatalogEntry], _ state: ReviewedCatalog.State) -> Markup {
        entries.isEmpty
            ? "none"
            : entries.map { "<span class=\"\(state.role)\">\(state.sign)\($0.name)</span>" as Markup }.joined("<br>")
    }

    private func bundles(of channel: ReviewedCatalog.Channel) -> Table {
        Table(
            "Each bundle, and the ones that it updates from",
            [.init("Bundle"), .init("State"), .init("Version"), .init("Updates from")],
            rows: channel.entries.map { shown in
                let entry = shown.entry
                let range = entry.skipRange.map { ["versions \($0)"] } ?? []
                let earlier = [entry.replaces].compactMap(\.self) + (entry.skips ?? []) + range
                let head: Markup = shown.isHead ? " <span class=\"dim\">head</span>" : .empty
                return [
                    "\(entry.name)\(head)",
                    "<span class=\"\(shown.state.role)\">\(shown.state.sign)\(shown.state.rawValue)</span>",
                    "\(entry.version ?? "")", "\(earlier.isEmpty ? "nothing" : listed(earlier, most: 12))",
                ]
            }
        )
    }
}

extension OperatorChange.Kind {
    fileprivate var role: String { self == .changed ? "changed" : rawValue }
}

extension ReviewedCatalog.State {
    fileprivate var role: String {
        switch self {
        case .kept: "kept"
        case .added: "added"
        case .dropped: "removed"
        }
    }
}

extension CatalogEntry {
    fileprivate var shown: String { version ?? name }
}
