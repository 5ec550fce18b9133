// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// The files for clusters that a plan writes.
struct ManifestText {
    let review: ManifestReview
    let style: TextStyle
    /// The hint where to find omitted lines.
    let remark: String

    /// The maximum number of images of other configurations, and of releases without signatures, that are named.
    private static let few = 20
    /// The maximum number of a template's lines that are shown; few templates have more.
    private static let templateLimit = 100

    var lines: [String] {
        guard !review.files.isEmpty else { return ["  none"] }
        return review.files.flatMap(lines(of:)) + unsigned + others
    }

    private func lines(of file: ManifestReview.File) -> [String] {
        let symbol =
            switch file.change {
            case .added: style(.added, "+ ")
            case .changed: style(.changed, "~ ")
            case .removed: style(.removed, "- ")
            case nil: review.isCompared ? "  " : ""
            }
        let objects = file.objects.map { " " + style(.dim, "(\(printable($0.joined(separator: ", "))))") } ?? ""
        return ["  \(symbol)\(printable(file.path))\(objects)"] + template(of: file)
    }

    private func template(of file: ManifestReview.File) -> [String] {
        guard !file.template.isEmpty else { return [] }
        let more = file.template.count - Self.templateLimit
        return ["      \(style(.dim, "made from a template:"))"]
            + file.template.prefix(Self.templateLimit).map { "        \(printable($0))" }
            + (more > 0 ? ["        and \(counted(more, "more line")) (\(remark))"] : [])
    }

    /// The line about releases without signatures for clusters.
    private var unsigned: [String] {
        guard !review.unsigned.isEmpty else { return [] }
        let names = printable(listed(review.unsigned, most: Self.few))
        return ["  \(style(.removed, "without signatures")): \(names)"]
    }

    /// The lines about images of other configurations, from the plan's own list.
    private var others: [String] {
        guard !review.others.isEmpty else { return [] }
        let lines = review.others.prefix(Self.few).map { image in
            "    \(printable("\(image.origins.joined(separator: ", ")) as \(image.destination)"))"
        }
        let more = review.others.count - Self.few
        return ["  \(style(.dim, "also for images of other configurations:"))"] + lines
            + (more > 0 ? ["    and \(more) more (\(remark))"] : [])
    }
}
