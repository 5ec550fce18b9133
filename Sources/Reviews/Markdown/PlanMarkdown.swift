// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// A review as GitHub-flavoured Markdown, which GitLab and Gitea draw as well.
///
/// The text follows from the plan alone. It has at most ``sizeLimit`` bytes, whatever the plan says, so that forges show it
/// and take it as a comment: each part has a share, and what a part does not need is left to the images.
package struct PlanMarkdown {
    /// The most bytes of a text: forges take 65,536 characters as a comment.
    package static let sizeLimit = 60_000

    private let review: PlanReview
    private let id: Digest

    /// Renders the review of the plan with this id.
    package init(_ review: PlanReview, of id: Digest) {
        self.review = review
        self.id = id
    }

    /// Renders a plan as it is recorded: by what its file says, and nothing else.
    package init(of file: PlanFile) { self.init(PlanReview(of: file.plan), of: file.id) }

    /// The whole text.
    package var text: String {
        let ending = HeadlineMarkdown(review: review, id: id).ending
        var left = Self.sizeLimit - ending.size
        var lines: [String] = []
        for part in parts {
            let added = part.lines(min(part.share, left))
            guard !added.isEmpty else { continue }
            lines += added + [""]
            left -= added.size + 1
        }
        return (lines + ending).joined(separator: "\n") + "\n"
    }

    /// The parts in their order, with the bytes that each may have; the last one has what is left.
    private var parts: [(share: Int, lines: (Int) -> [String])] {
        let changes = ChangesMarkdown(review: review)
        let totals = TotalsMarkdown(review: review)
        return [
            (5000, HeadlineMarkdown(review: review, id: id).lines),
            (8000, changes.lines),
            (5000, UpgradePathsMarkdown(paths: review.upgradePaths).lines),
            (8000, ChecksMarkdown(findings: review.findings).lines),
            (
                10_000,
                { limit in
                    review.deletions.map {
                        DeletionsMarkdown(review: $0, names: TargetNames(review)).lines(within: limit)
                    } ?? []
                }
            ),
            (9000, totals.lines),
            (5000, ChannelsMarkdown(catalogs: review.changes.catalogs).lines),
            (
                4000,
                { limit in
                    review.manifests.map { ManifestsMarkdown(review: $0).lines(within: limit) } ?? []
                }
            ),
            (.max, ImagesMarkdown(review: review).lines),
        ]
    }
}
