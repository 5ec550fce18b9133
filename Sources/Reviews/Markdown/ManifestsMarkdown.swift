// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// The files for clusters, as far as the plan itself tells of them.
struct ManifestsMarkdown {
    let review: ManifestReview

    func lines(within limit: Int) -> [String] {
        let unsigned = unsigned
        let templates = MarkdownList.fitting(
            review.files.filter { !$0.template.isEmpty },
            within: limit / 3,
            lines: template(of:)
        )
        let files = MarkdownTable("file", "objects")
            .lines(review.files, within: limit / 2, most: 40) { file in
                let change = file.change.map { "\($0.rawValue) " } ?? ""
                return [change + MarkdownText.cell(file.path), MarkdownText.cell(file.objects ?? [], most: 4)]
            }
        guard !files.isEmpty || !unsigned.isEmpty || !review.others.isEmpty else { return [] }
        return ["## Files for clusters", ""]
            + [files, unsigned, others(within: limit / 6), templates].filter { !$0.isEmpty }.joined(separator: [""])
    }

    private var unsigned: [String] {
        guard !review.unsigned.isEmpty else { return [] }
        return ["**Without signatures for clusters:** \(MarkdownText.codes(review.unsigned, most: 10))"]
    }

    private func others(within limit: Int) -> [String] {
        guard !review.others.isEmpty else { return [] }
        let lines = MarkdownList.lines(review.others, within: limit, most: 20) { image in
            ["* image \(MarkdownText.codes(image.origins, most: 2)) as \(MarkdownText.code(image.destination))"]
        }
        return MarkdownList.folded("Also for \(counted(review.others.count, "image")) of other configurations", lines)
    }

    /// A file that was made from the user's template: no other part of the plan shows its lines.
    private func template(of file: ManifestReview.File) -> [String] {
        let lines = file.template.prefix(60).map { printable($0) }
        let runs = lines.flatMap { $0.split { $0 != "`" }.map(\.count) }
        let fence = String(repeating: "`", count: max(3, (runs.max() ?? 0) + 1))
        let rest = MarkdownList.rest(file.template.count - lines.count)
        return ["File \(MarkdownText.code(file.path)) is made from a template:", "", "\(fence)yaml"] + lines + [fence]
            + rest
    }
}
