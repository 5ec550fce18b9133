// SPDX-License-Identifier: Apache-2.0

/// Names at the target without what all of them begin with.
struct TargetNames {
    /// The common beginning.
    let root: String

    init(_ review: PlanReview) { root = review.target + "/" }

    func short(_ name: String) -> String { name.hasPrefix(root) ? String(name.dropFirst(root.count)) : name }

    /// A name in a cell of a table.
    func cell(_ name: String) -> String { MarkdownText.cell(short(name)) }

    /// Names in a cell, with a count of those beyond `most`.
    func cell(_ names: [String], most: Int) -> String { MarkdownText.cell(names.map(short), most: most) }
}
