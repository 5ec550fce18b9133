// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// The findings of planning with their remedies; notes are folded.
struct ChecksMarkdown {
    let findings: [Finding]

    func lines(within limit: Int) -> [String] {
        guard !findings.isEmpty else { return [] }
        let serious = findings.filter { $0.severity != .note }
        let notes = findings.filter { $0.severity == .note }
        let first = list(serious, within: limit * 3 / 4)
        let folded = MarkdownList.folded(
            counted(notes.count, "note"),
            list(notes, within: limit - first.size - 200)
        )
        return ["## Checks", ""] + first + (first.isEmpty || folded.isEmpty ? [] : [""]) + folded
    }

    private func list(_ findings: [Finding], within limit: Int) -> [String] {
        MarkdownList.lines(findings.indices, within: limit, most: 40) { index in
            let finding = findings[index]
            let next = index + 1 < findings.count ? findings[index + 1] : nil
            let place = finding.place.map { "\(MarkdownText.code($0.description)): " } ?? ""
            // What several findings in a row have in common stands below the last of them.
            let isShared = next?.details == finding.details
            return ["* **\(finding.severity.rawValue)** \(place)\(MarkdownText.prose(finding.summary))"]
                + (isShared ? [] : finding.details.map { "  * \(MarkdownText.prose($0))" })
        }
    }
}
