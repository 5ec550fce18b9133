// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Reviews

/// Where the bytes go: by section and image, by source, the largest downloads, and what sharing saves.
struct BytesPart {
    let review: PlanReview

    var markup: Markup {
        let shares = ByteShare.all(of: review)
        guard !shares.isEmpty || !review.changes.sources.isEmpty else { return .empty }
        return "\([treemap(shares), savings, sources, largest, volumes])"
    }

    private func treemap(_ shares: [ByteShare]) -> Markup {
        guard !shares.isEmpty else { return .empty }
        let what = review.purpose == .delete ? "to reclaim" : "to transfer"
        let table = Table(
            "Bytes \(what) by section",
            [.init("Section"), .init("Images", isNumber: true), .init("Bytes", isNumber: true)],
            rows: shares.map { ["\($0.section)", "\($0.images)", "\(ByteCount.text($0.bytes))"] }
        )
        // A single box would show nothing.
        let isDivided = shares.count > 1 || shares[0].parts.count > 1
        return (isDivided ? TreemapFigure(shares: shares, what: what).markup : .empty) + table.markup
    }

    private var savings: Markup {
        let sharing = review.changes.sharing
        guard sharing.size > 0, sharing.saved > 0 else { return .empty }
        let share = Int((Double(sharing.saved) / Double(sharing.size) * 100).rounded())
        return """
            <p>Shared layers save <strong>\(ByteCount.text(sharing.saved))</strong> (\(share) %): all images together have \
            \(ByteCount.text(sharing.size)), \(ByteCount.text(sharing.transfer)) are transferred, and the registry mounts \
            \(ByteCount.text(sharing.mount)) that it has already.</p>
            """
    }

    private var sources: Markup {
        guard !review.changes.sources.isEmpty else { return .empty }
        return Table(
            "Images by source",
            [.init("Source"), .init("Images", isNumber: true), .init("To transfer", isNumber: true)],
            rows: review.changes.sources.map { ["\($0.source)", "\($0.images)", "\(ByteCount.text($0.transfer))"] }
        ).markup
    }

    private var largest: Markup {
        guard !review.changes.largest.isEmpty else { return .empty }
        return Table(
            "The largest downloads",
            [.init("Image"), .init("To transfer", isNumber: true), .init("Size", isNumber: true), .init("To")],
            rows: review.changes.largest.map { download in
                [
                    .code(download.name), "\(ByteCount.text(download.transfer))", "\(ByteCount.text(download.size))",
                    .code(download.destination),
                ]
            }
        ).markup
    }

    private var volumes: Markup {
        guard let volumes = review.volumes else { return .empty }
        return Table(
            "Volumes of at most \(ByteCount.text(volumes.limit))",
            [.init("Volume"), .init("Bytes", isNumber: true), .init("Size", isNumber: true)],
            rows: volumes.volumes.map { ["\($0.name)", "\($0.size.description)", "\(ByteCount.text($0.size))"] }
        ).markup
    }
}
