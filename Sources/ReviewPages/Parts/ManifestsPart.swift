// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Reviews

/// The files for clusters.
struct ManifestsPart {
    let review: ManifestReview?

    var markup: Markup {
        guard let review else { return .empty }
        let files = Table(
            review.listsChangesOnly ? "Files that change" : "Files",
            [.init("File"), .init("Change"), .init("Objects")],
            rows: review.files.map { file in
                [
                    .code(file.path), change(of: file, in: review),
                    file.objects.map { $0.map { "\($0)" as Markup }.joined("<br>") } ?? .empty,
                ]
            }
        )
        let templates = review.files.filter { !$0.template.isEmpty }.map { file in
            let lines = file.template.map { "\($0)\n" as Markup }.joined("")
            return Markup.details(open: false, "\(file.path), made from a template", "<pre>\(lines)</pre>")
        }
        let content = review.files.isEmpty ? "<p>None.</p>" : files.markup
        return "\(content)\(templates)\(unsigned(review))\(others(review))"
    }

    private func change(of file: ManifestReview.File, in review: ManifestReview) -> Markup {
        switch file.change {
        case .added: .badge("added", "+ added")
        case .changed: .badge("changed", "~ changed")
        case .removed: .badge("removed", "− removed")
        case nil: review.isCompared ? "unchanged" : "not compared"
        }
    }

    private func unsigned(_ review: ManifestReview) -> Markup {
        guard !review.unsigned.isEmpty else { return .empty }
        return "<p><strong class=\"removed\">Without signatures:</strong> \(listed(review.unsigned, most: 50))</p>"
    }

    private func others(_ review: ManifestReview) -> Markup {
        guard !review.others.isEmpty else { return .empty }
        let rows = review.others.map { other in
            [Markup.code(other.destination), "\(other.origins.joined(separator: ", "))" as Markup]
        }
        return .details(
            open: false,
            "The files also mention \(counted(review.others.count, "image")) of other configurations",
            Table("Images of other configurations", [.init("Image"), .init("Asked for as")], rows: rows).markup
        )
    }
}
