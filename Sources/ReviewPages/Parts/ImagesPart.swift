// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import Reviews

/// The images of each section.
///
/// Tables have a hundred rows each, so that a browser lays out only those that are seen.
struct ImagesPart {
    let review: PlanReview

    private static let chunk = 100
    /// The number of images of a section that are shown without a click.
    private static let openLimit = 50

    var markup: Markup {
        let inSync = counted(review.totals.inSync, "image is in place already", "images are in place already")
        let note: Markup = review.totals.inSync == 0 ? .empty : "<p>\(inSync).</p>"
        guard !review.sections.isEmpty || !review.partsInPlace.isEmpty else {
            return note == .empty ? .empty : note
        }
        let inPlace = review.partsInPlace.map { "\(Self.text(of: $0)) of <code>\($0.destination)</code>" as Markup }
        let parts: Markup =
            inPlace.isEmpty ? .empty : "<h3>For releases and catalogs already in place</h3>\n\(Markup.list(inPlace))"
        return "\(review.sections.map(section))\(parts)\(note)"
    }

    private func section(_ section: ReviewSection) -> Markup {
        let transfer = section.images.reduce(Int64(0)) {
            $0.addingSaturated($1.transfer).addingSaturated($1.parts?.transfer ?? 0)
        }
        let coverage = ImageText(style: .plain).text(of: section.coverage)
        let tables = stride(from: 0, to: section.images.count, by: Self.chunk).map { start in
            let images = section.images[start..<min(start + Self.chunk, section.images.count)]
            let rest = section.images.count > Self.chunk ? "\(start + 1) to \(start + images.count) of " : ""
            return
                "<div class=\"chunk\">\(table(images, caption: "Images \(rest)\(section.images.count)").markup)</div>"
                as Markup
        }
        return .details(
            open: section.images.count <= Self.openLimit,
            "<h3>\(section.name)</h3> <span class=\"dim\">\(coverage), \(ByteCount.text(transfer)) to transfer</span>",
            "\(tables)"
        )
    }

    private func table(_ images: ArraySlice<ReviewedImage>, caption: String) -> Table {
        Table(
            "\(caption)",
            [
                .init("Image"), .init("Action"), .init("To transfer", isNumber: true), .init("Size", isNumber: true),
                .init("Why"),
            ],
            rows: images.map { image in
                [
                    name(of: image), .badge(image.kind.role, image.kind.rawValue),
                    "\(ByteCount.text(image.transfer))", "\(ByteCount.text(image.size))", why(image),
                ]
            },
            isFiltered: true
        )
    }

    private func name(of image: ReviewedImage) -> Markup {
        let before = image.before.flatMap { $0 == image.digest ? nil : "\(Self.text(of: $0)) → " } ?? ""
        let digest = "\(before)\(Self.text(of: image.digest))"
        let type: Markup =
            image.isAttachment ? "<span class=\"dim\">\(image.type.rawValue) of the image above</span><br>" : .empty
        let platforms: Markup = image.platforms.map { "<br>only \($0.joined(separator: ", "))" } ?? .empty
        return """
            \(type)\(image.origins.map(Markup.code).joined(", "))<br><span class="dim">to</span> \
            \(Markup.code(image.destination))<br><span class="dim">\(digest)</span>\(platforms)\
            \(release(image.release))\(image.recipe.map(recipe) ?? .empty)\(parts(image.parts))
            """
    }

    private static func text(of digest: Digest) -> String { "\(digest.algorithm.rawValue):\(digest.short)" }

    private func why(_ image: ReviewedImage) -> Markup {
        let cause: Markup = image.cause.map { "\($0.rawValue): " } ?? .empty
        guard let replaced = image.replaced else { return "\(cause)\(image.reason)" }
        let (before, after) = (Self.text(of: replaced.before), Self.text(of: replaced.after))
        return "\(cause)\(image.reason)<br>\(before) → <strong>\(after)</strong>"
    }

    private static func text(of content: ContentDescription?) -> String {
        let parts = [content?.version, content?.created.map { "built \($0.prefix(10))" }].compactMap(\.self)
        return parts.isEmpty ? "unknown" : parts.joined(separator: ", ")
    }

    private func release(_ release: ReviewedRelease?) -> Markup {
        guard let release else { return .empty }
        let proof: Markup =
            release.signers.isEmpty
            ? "<strong class=\"removed\">not verified</strong>" : "signed by \(listed(release.signers))"
        let ways: Markup = release.ways.isEmpty ? .empty : ", on the way \(listed(release.ways, most: 3))"
        return "<br>release \(release.version) \(release.architecture), \(proof)\(ways)"
    }

    private func recipe(_ recipe: ReviewedRecipe) -> Markup {
        let lines = RecipeText(style: .plain).lines(of: recipe).map { $0.trimmingSpaces }
        return .empty + lines.map { "<br>\($0)" as Markup }.joined("")
    }

    private func parts(_ parts: ReviewedParts?) -> Markup {
        guard let parts else { return .empty }
        return "<br>with \(Self.text(of: parts))"
    }

    /// The counts of parts, which the plan's file names one by one.
    private static func text(of parts: ReviewedParts) -> String {
        let bundles = parts.whole == .catalog ? "\(counted(parts.bundles, "bundle")), " : ""
        let others = counted(parts.others, parts.whole == .catalog ? "other image" : "component")
        let attachments =
            counted(parts.attachments, "signature or attachment", "signatures or attachments")
        let updates = parts.replacing == 0 ? "" : ", \(parts.replacing) of them in place of existing images"
        return """
            \(bundles)\(others) and \(attachments) from \(listed(parts.sources)), \
            \(ByteCount.text(parts.transfer)) to transfer\(updates)
            """
    }
}

extension Action.Kind {
    fileprivate var role: String { self == .update ? "changed" : "added" }
}

extension String {
    fileprivate var trimmingSpaces: String { String(drop { $0 == " " }) }
}
