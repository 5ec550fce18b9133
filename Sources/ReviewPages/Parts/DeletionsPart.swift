// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import Reviews

/// The images that are deleted, with the proof of each, and those that were asked for and stay.
struct DeletionsPart {
    let review: DeletionReview?

    private static let chunk = 100
    private static let openLimit = 50

    var markup: Markup {
        guard let review else { return .empty }
        let checked: Markup =
            review.checked.isEmpty
            ? .empty : "<p>Checked for every deletion:</p>\n\(Markup.list(review.checked.map { "\($0)" }))"
        return "\(checked)\(review.sections.map(section))\(cached(review.cached))\(kept(review.kept))"
    }

    private func section(_ section: DeletionSection) -> Markup {
        let rows = section.deletions.flatMap { self.rows(of: $0, along: false) }
        let tables = stride(from: 0, to: rows.count, by: Self.chunk).map { start in
            let part = Array(rows[start..<min(start + Self.chunk, rows.count)])
            let rest = rows.count > Self.chunk ? " \(start + 1) to \(start + part.count) of \(rows.count)" : ""
            return "<div class=\"chunk\">\(table("Deletions\(rest)", part).markup)</div>" as Markup
        }
        let parts: Markup = section.parts.map { "<p>− \(Self.text(of: $0))</p>" } ?? .empty
        return .details(
            open: rows.count <= Self.openLimit,
            "<h3>\(section.name)</h3> <span class=\"dim\">\(counted(section.deletions.count, "deletion"))</span>",
            "\(tables)\(section.operators.map(deletedOperator))\(parts)"
        )
    }

    private func table(_ caption: String, _ rows: [[Markup]]) -> Table {
        Table(
            "\(caption)",
            [
                .init("Image"), .init("Size", isNumber: true), .init("To reclaim", isNumber: true),
                .init("Why it may be deleted"),
            ],
            rows: rows,
            isFiltered: true
        )
    }

    /// A row of a deletion, then those of what goes along with it.
    private func rows(of deletion: ReviewedDeletion, along isAlong: Bool) -> [[Markup]] {
        let origins = deletion.origins.isEmpty ? [deletion.type.rawValue] : deletion.origins
        let names = deletion.destinations.map(Markup.code).joined(", ")
        let digest = "\(deletion.digest.algorithm.rawValue):\(deletion.digest.short)"
        let what = deletion.kind == .tags ? "only \(counted(deletion.tags, "tag"))" : digest
        let parts: Markup = deletion.parts.map { "<br>with \(Self.text(of: $0))" } ?? .empty
        let title: Markup = deletion.name.map { "<strong>\($0)</strong> " } ?? .empty
        let name: Markup = """
            \(isAlong ? "<span class=\"dim\">along with it: </span>" as Markup : .empty)<span class="removed">−</span> \(title)\
            \(origins.map(Markup.code).joined(", "))<br><span class="dim">at</span> \(names)<br>\
            <span class="dim">\(what)</span>\(parts)
            """
        let proof = Markup.list(deletion.proof.map { "\($0)" })
        let row = [
            name, "\(ByteCount.text(deletion.size))", "\(ByteCount.text(deletion.reclaim))",
            deletion.proof.isEmpty ? "the checks above" : proof,
        ]
        return [row] + deletion.along.flatMap { rows(of: $0, along: true) }
    }

    private func deletedOperator(_ deleted: DeletedOperator) -> Markup {
        let along = deleted.along.flatMap { rows(of: $0, along: true) }
        return .details(
            open: false,
            item: true,
            "<h4>operator \(deleted.name)</h4> <span class=\"dim\">\(Self.text(of: deleted.parts))</span>",
            """
            \(Markup.list(deleted.bundles.map(Markup.code)))
            \(Markup.list(deleted.parts.proof.map { "\($0)" }))
            \(along.isEmpty ? .empty : table("Along with it", along).markup)
            """
        )
    }

    private static func text(of parts: DeletedParts) -> String {
        let counts = [
            (parts.components, "component", "components"), (parts.bundles, "bundle", "bundles"),
            (parts.others, "other image", "other images"),
            (parts.platforms, "manifest of a platform", "manifests of platforms"),
            (parts.attachments, "signature or attachment", "signatures or attachments"),
            (parts.tags, "tag of parts that other images need", "tags of parts that other images need"),
        ]
        let names = counts.filter { $0.0 > 0 }.map { counted($0.0, $0.1, $0.2) }
        return
            "\(listed(names, most: 6)), \(ByteCount.text(parts.size)), of which \(ByteCount.text(parts.reclaim)) to reclaim"
    }

    private func cached(_ files: DeletionReview.CachedFiles?) -> Markup {
        guard let files else { return .empty }
        return "<p>− \(counted(files.count, "file")) of the cache, \(ByteCount.text(files.bytes))</p>"
    }

    private func kept(_ images: [KeptImage]) -> Markup {
        guard !images.isEmpty else { return .empty }
        return Table(
            "Kept, because they are needed",
            [.init("Image"), .init("Needed by")],
            rows: images.map { [.code($0.destination.description), Markup.list($0.neededBy.map { "\($0)" })] },
            isFiltered: true
        ).markup
    }
}
