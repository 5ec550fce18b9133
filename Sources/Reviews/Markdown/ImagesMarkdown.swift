// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// Every image that is copied, updated or built, folded by section, as many as fit.
struct ImagesMarkdown {
    let review: PlanReview

    func lines(within limit: Int) -> [String] {
        let sections = review.sections
        guard !sections.isEmpty || !review.partsInPlace.isEmpty else { return [] }
        let inPlace = self.inPlace(within: min(2000, limit / 4))
        var left = limit - inPlace.size - 20
        var lines = ["## Images"]
        for (index, section) in sections.enumerated() {
            // What a section leaves is for those behind it.
            let added = self.lines(of: section, within: left / (sections.count - index))
            lines += added
            left -= added.size
        }
        return lines + inPlace
    }

    private func lines(of section: ReviewSection, within limit: Int) -> [String] {
        let table = MarkdownTable("", "image", "at the target", "to transfer:", "why")
            .lines(section.images, within: limit - 500, row: cells)
        let coverage = ImageText(style: .plain).text(of: section.coverage)
        return ["", "### \(MarkdownText.code(section.name))", ""] + MarkdownList.folded(coverage, table)
    }

    private func cells(of image: ReviewedImage) -> [String] {
        let name = image.isAttachment ? "its \(image.type.traits.noun)" : MarkdownText.cell(image.origins, most: 2)
        let platforms = image.platforms.map { ", only \(MarkdownText.cell($0, most: 4))" } ?? ""
        let parts = image.parts.map { "; with \(Self.text(of: $0))" } ?? ""
        let before = image.cause == nil || image.before == image.digest ? nil : image.before
        let digests = [before, image.digest].compactMap(\.self).map {
            MarkdownText.cell("\($0.algorithm.rawValue):\($0.short)")
        }
        return [
            image.kind.rawValue, name + platforms + parts,
            "\(TargetNames(review).cell(image.destination)) \(digests.joined(separator: " → "))",
            ByteCount.text(image.transfer), Self.why(image),
        ]
    }

    private static func why(_ image: ReviewedImage) -> String {
        let content = image.replaced.map { "; \(text(of: $0.before)) → \(text(of: $0.after))" } ?? ""
        let reason = MarkdownText.cellProse(image.reason)
        switch image.cause {
        case nil: return reason + content
        case .configuration?, .upstream?: return (image.cause?.rawValue ?? "") + content
        case .drift?, .repair?: return "**\(image.cause?.rawValue ?? "")**: \(reason)\(content)"
        }
    }

    /// What an image tells of itself.
    private static func text(of content: ContentDescription?) -> String {
        let parts = [content?.version, content?.created.map { "built \($0.prefix(10))" }].compactMap(\.self)
        return parts.isEmpty ? "unknown" : MarkdownText.cell(parts.joined(separator: ", "))
    }

    private static func text(of parts: ReviewedParts) -> String {
        let images =
            parts.whole == .catalog
            ? [counted(parts.bundles, "bundle"), counted(parts.others, "other image")]
            : [counted(parts.others, "component")]
        let attachments =
            parts.attachments == 0
            ? "no signature or attachment"
            : counted(parts.attachments, "signature or attachment", "signatures or attachments")
        let updates = parts.replacing > 0 ? ", \(parts.replacing) in place of existing images" : ""
        return "\(listed(images + [attachments])), \(ByteCount.text(parts.transfer)) to transfer\(updates), from "
            + MarkdownText.cell(parts.sources)
    }

    /// The parts of releases and catalogs that are already in place.
    private func inPlace(within limit: Int) -> [String] {
        guard !review.partsInPlace.isEmpty else { return [] }
        return ["", "### Parts of what is in place", ""]
            + MarkdownList.lines(review.partsInPlace, within: limit) { parts in
                ["* of \(MarkdownText.code(parts.destination)): \(Self.text(of: parts))"]
            }
    }
}
