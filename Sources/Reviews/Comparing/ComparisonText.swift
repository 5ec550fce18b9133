// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// The difference of two plans as a text for people; its last line is the summary.
package struct ComparisonText {
    private let comparison: PlanComparison
    private let style: TextStyle
    /// The hint where to find omitted lines.
    private let remark: String

    /// Renders a comparison; `remark` says how to see omitted lines.
    package init(_ comparison: PlanComparison, style: TextStyle, remark: String) {
        self.comparison = comparison
        self.style = style
        self.remark = remark
    }

    /// The most images, names of deletions and operators that are listed.
    private static let most = 200

    package var text: String {
        let lines =
            [style(.heading, heading)] + operators + releases + images
            + list("Options", comparison.options) + list("Deletions", comparison.deletions)
            + list("Manifests for the cluster", comparison.manifests) + [summary]
        return lines.joined(separator: "\n") + "\n"
    }

    private var heading: String {
        let (before, after) = (comparison.before, comparison.after)
        let title = (after ?? before)?.title ?? ""
        let old = before.map { "plan \($0.id.short)" } ?? "no plan"
        let new = after.map { "plan \($0.id.short)" } ?? "no plan"
        let moved = before.flatMap { before in
            after.flatMap { $0.title == before.title ? nil : " of \(before.title)" }
        }
        return printable("\(title): \(old)\(moved ?? "") → \(new)")
    }

    private var operators: [String] {
        section(
            "Operators",
            comparison.operators.flatMap { found in
                let name = printable(found.package)
                let whole = "  \(symbol(found.kind.rawValue)) \(name)"
                let standard =
                    found.kind == .changed && found.defaultBefore != found.defaultAfter
                    ? [
                        "\(whole): default channel \(printable("\(found.defaultBefore ?? "none") → \(found.defaultAfter ?? "none")"))"
                    ]
                    : found.channels.isEmpty ? [whole] : []
                return standard
                    + found.channels.map { channel in
                        let heads = [channel.headBefore?.shown, channel.headAfter?.shown].compactMap(\.self)
                        let head =
                            heads.isEmpty ? "" : " \(Set(heads).count == 1 ? heads[0] : heads.joined(separator: " → "))"
                        let counts = [(channel.added.count, "added"), (channel.removed.count, "removed")]
                            .filter { $0.0 > 0 }.map { "\(counted($0.0, "bundle")) \($0.1)" }
                        let bundles = counts.isEmpty ? "" : " (\(counts.joined(separator: ", ")))"
                        return "  " + symbol(channel.kind.rawValue) + " " + name + " "
                            + printable("\(channel.name):\(head)\(bundles)")
                    }
            }
        )
    }

    private var releases: [String] {
        section(
            "Releases",
            comparison.releases.flatMap { found in
                found.added.map { "  \(symbol("added")) \(printable("\($0) \(found.architecture)"))" }
                    + found.dropped.map { "  \(symbol("removed")) \(printable("\($0) \(found.architecture)"))" }
            }
        )
    }

    private var images: [String] {
        section(
            "Images",
            comparison.images.map { image in
                let digests = [image.before, image.after].compactMap { $0?.short }
                let content =
                    switch image.change {
                    case .added: image.size.map { ByteCount.text($0) } ?? "in place already"
                    case .changed: digests.joined(separator: " → ")
                    case .dropped: digests.joined()
                    }
                return "  \(symbol(image.change.rawValue)) \(printable(image.name)) \(style(.dim, content))"
            }
        )
    }

    private func list(_ heading: String, _ difference: PlanComparison.Difference) -> [String] {
        section(heading, difference.all.map { "  \(symbol($0.change.rawValue)) \(printable($0.name))" })
    }

    private func section(_ heading: String, _ lines: [String]) -> [String] {
        guard !lines.isEmpty else { return [] }
        let more = lines.count - Self.most
        return ["", style(.heading, heading)] + lines.prefix(Self.most)
            + (more > 0 ? ["    and \(more) more (\(remark))"] : [])
    }

    private func symbol(_ change: String) -> String {
        switch change {
        case "added": style(.added, "+")
        case "changed": style(.changed, "~")
        default: style(.removed, "-")
        }
    }

    private var summary: String {
        guard comparison.isDifferent else {
            return "No difference: both want the same \(counted(comparison.staying, "image"))."
        }
        let counts =
            "\(comparison.count(.added)) added, \(comparison.count(.changed)) changed, \(comparison.count(.dropped)) dropped"
        let (size, transfer) = ByteCount.pair(comparison.size, comparison.transfer)
        return "\nDifference: images \(counts), \(comparison.staying) the same (\(size) come, \(transfer) to transfer)."
    }
}
