// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// What a plan moves: by source registry, by section, the largest downloads, and the volumes of an archive.
struct TotalsMarkdown {
    let review: PlanReview

    func lines(within limit: Int) -> [String] {
        let share = limit / 6
        let trust = trust(within: share)
        let names = limit - 3 * share - 200 - trust.size
        let tables = [
            sources(within: share), sections(within: share), trust, largest(within: names), volumes(within: share),
            sharing,
        ].filter { !$0.isEmpty }
        return tables.isEmpty ? [] : ["## Totals", ""] + tables.joined(separator: [""])
    }

    private func sources(within limit: Int) -> [String] {
        MarkdownTable("source", "images:", "to transfer:")
            .lines(review.changes.sources, within: limit, most: 20) { total in
                [MarkdownText.cell(total.source), "\(total.images)", ByteCount.text(total.transfer)]
            }
    }

    private func sections(within limit: Int) -> [String] {
        MarkdownTable("section", "images:", "to transfer:", "signatures")
            .lines(review.sections, within: limit, most: 20) { section in
                let parts = section.images.compactMap(\.parts)
                let images = section.images.count + parts.reduce(0) { $0 + $1.bundles + $1.others + $1.attachments }
                let transfers: [Int64] = section.images.map(\.transfer) + parts.map(\.transfer)
                let transfer = transfers.reduce(Int64(0)) { sum, next in
                    let (result, overflows) = sum.addingReportingOverflow(next)
                    return overflows ? .max : result
                }
                return [
                    MarkdownText.cell(section.name), "\(images)", ByteCount.text(transfer),
                    ImageText(style: .plain).text(of: section.coverage),
                ]
            }
    }

    private func trust(within limit: Int) -> [String] {
        MarkdownTable("accepted by the policy", "requirements", "images:")
            .lines(review.trust?.parts ?? [], within: limit, most: 20) { part in
                [
                    MarkdownText.cell(part.scope),
                    MarkdownText.cell(part.requirements) + (part.isUnproven ? ", without a proof" : ""),
                    "\(part.images)",
                ]
            }
    }

    private func largest(within limit: Int) -> [String] {
        MarkdownTable("largest downloads", "to transfer:", "size:")
            .lines(review.changes.largest, within: limit, most: 10) { download in
                [
                    TargetNames(review).cell(download.destination), ByteCount.text(download.transfer),
                    ByteCount.text(download.size),
                ]
            }
    }

    private func volumes(within limit: Int) -> [String] {
        MarkdownTable("volume", "bytes:")
            .lines(review.volumes?.volumes ?? [], within: limit, most: 40) { volume in
                [MarkdownText.cell(volume.name), "\(volume.size)"]
            }
    }

    private var sharing: [String] {
        let sharing = review.changes.sharing
        guard sharing.saved > 0, sharing.size > 0 else { return [] }
        let (saved, size) = ByteCount.pair(sharing.saved, sharing.size)
        return ["Of \(size), \(saved) are not transferred, because images share layers or the target has them."]
    }
}
