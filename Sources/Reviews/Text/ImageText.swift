// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// The lines about images that are copied, updated or built.
package struct ImageText {
    let style: TextStyle

    package init(style: TextStyle) { self.style = style }

    /// The number of a section's images with attachments.
    package func text(of coverage: AttachmentCoverage) -> String {
        let total = counted(coverage.images, "image")
        return switch coverage.without {
        case 0 where coverage.copied == 0: "\(total), built here"
        case 0: "\(total), with signatures or attachments"
        case coverage.images: "\(total), without signature or attachment"
        default: "\(total), \(coverage.without) without signature or attachment"
        }
    }

    func lines(of image: ReviewedImage) -> [String] {
        let symbol =
            switch image.kind {
            case .copy: style(.added, "+")
            case .update: style(.changed, "~")
            case .build: style(.added, "*")
            }
        let indent = image.isAttachment ? "    " : "  "
        let type = image.isAttachment ? "\(image.type.rawValue) " : ""
        let platforms = image.platforms.map { ", only \(printable($0.joined(separator: ", ")))" } ?? ""
        let digest = style(.dim, digests(of: image))
        var lines = [
            "\(indent)\(symbol) \(type)\(printable(image.origins.joined(separator: ", ")))",
            "\(indent)    \(style(.dim, "to")) \(printable(image.destination))",
            "\(indent)    \(digest) \(size(of: image))\(platforms)\(reason(of: image))",
        ]
        if let release = image.release { lines += self.lines(of: release) }
        if let recipe = image.recipe { lines += RecipeText(style: style).lines(of: recipe) }
        if let parts = image.parts { lines += self.lines(of: parts) }
        return lines
    }

    /// The digest; for an update the one before as well, each with what the image tells of itself.
    private func digests(of image: ReviewedImage) -> String {
        func text(_ digest: Digest, _ content: ContentDescription?) -> String {
            let built = content?.created.map { "built \($0.prefix(10))" }
            let facts = [content?.version, built].compactMap(\.self).joined(separator: ", ")
            return "\(digest.algorithm.rawValue):\(digest.short)" + (facts.isEmpty ? "" : " (\(printable(facts)))")
        }
        let after = text(image.digest, image.replaced?.after)
        guard let before = image.before, image.cause != nil, before != image.digest else { return after }
        return "\(text(before, image.replaced?.before)) → \(after),"
    }

    /// The reason, where neither the symbol nor the digests say it already.
    private func reason(of image: ReviewedImage) -> String {
        let reason: String? =
            switch image.cause {
            case nil: image.reason
            case .drift:
                image.reason.firstRange(of: ", ").map { String(image.reason[..<$0.lowerBound]) } ?? image.reason
            case .repair: image.reason
            case .configuration where image.before == image.digest: image.reason
            case .configuration: image.before == nil ? nil : "configuration"
            case .upstream: image.before == nil ? nil : "upstream"
            }
        return reason.map { " \(style(.dim, "(\(printable($0)))"))" } ?? ""
    }

    /// The lines about parts whose whole is already in place.
    func standalone(_ parts: ReviewedParts) -> [String] {
        let noun = parts.whole == .catalog ? "images" : "components"
        return ["  \(style(.added, "+")) \(noun) of \(printable(parts.destination))"] + lines(of: parts)
    }

    private func size(of image: ReviewedImage) -> String {
        let size = ByteCount.text(image.size)
        let transfer = ByteCount.text(image.transfer)
        return transfer == size ? "\(size) to transfer" : "\(size), of which \(transfer) to transfer"
    }

    /// The lines about the release: its version, its signers, and the reason if no channel requests it.
    private func lines(of release: ReviewedRelease) -> [String] {
        let signed =
            release.signers.isEmpty
            ? style(.removed, "not verified") : "signed by \(printable(release.signers.joined(separator: ", ")))"
        return ["      release \(printable(release.version)) \(printable(release.architecture)), \(signed)"]
            + (release.ways.isEmpty
                ? [] : ["      \(style(.dim, "on the way")) \(printable(listed(release.ways, most: 3)))"])
    }

    /// The number of copied parts, their attachments and their sources.
    private func lines(of parts: ReviewedParts) -> [String] {
        let images =
            parts.whole == .catalog
            ? "\(counted(parts.bundles, "bundle")), \(counted(parts.others, "other image"))"
            : counted(parts.others, "component")
        let attachments =
            switch parts.attachments {
            case 0: ", no signature or attachment"
            case 1: " and 1 signature or attachment"
            default: " and \(parts.attachments) signatures or attachments"
            }
        let verb = parts.replacing == 1 ? "replaces" : "replace"
        let updates =
            parts.replacing == 0
            ? "" : ", \(style(.changed, "\(parts.replacing) of them \(verb) existing images"))"
        return [
            "      \(images)\(attachments), \(ByteCount.text(parts.transfer)) to transfer\(updates)",
            "      \(style(.dim, "from")) \(printable(parts.sources.joined(separator: ", ")))",
        ]
    }
}
