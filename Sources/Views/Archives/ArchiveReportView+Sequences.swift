// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Plans
import Reviews
import Runs

extension ArchiveReportView {
    /// The contents of an archive of oc-mirror v1.
    func lines(of archive: SequenceReport) -> [String] {
        let number = archive.sequence.map { "Sequence \($0)" } ?? "No sequence"
        var lines = ["\(style(.heading, number)) of the workspace \(archive.workspace)"]
        if archive.isSingleUse {
            lines.append("  made without a place for metadata: it may be published any number of times")
        }
        if let time = archive.timestamp { lines.append("  made \(Self.time(time)), \(archive.apiVersion)") }
        let names = Set(archive.files)
        lines += volumeLines(report.volumes.filter { names.contains($0.name) })
        lines.append("  brings \(counted(archive.brings.blobs, "blob")) of \(ByteCount.text(archive.brings.bytes)):")
        lines += brought(archive).map { "    \($0)" }
        lines.append("  \(needs(archive.needs))")
        lines.append("  \(counted(archive.allImages, "image")) should be at the target after it")
        return lines + archive.remarks.map { "  \(style(.dim, "unusual")) \(printable($0))" }
    }

    private func brought(_ archive: SequenceReport) -> [String] {
        var lines = archive.images.map { images -> String in
            let text = images.type.traits.counted(images.count)
            guard images.type == .releasePayload else { return text }
            return "\(text): " + named(archive.releases.map { "\($0.version) \($0.architecture)" })
        }
        if !archive.catalogs.isEmpty {
            lines.append(
                "\(ImageType.operatorCatalog.traits.counted(archive.catalogs.count)): \(named(archive.catalogs))"
            )
        }
        if !archive.charts.isEmpty {
            lines.append("\(counted(archive.charts.count, "Helm chart")): \(named(archive.charts))")
        }
        if archive.releaseSignatures > 0 {
            lines.append(counted(archive.releaseSignatures, "release signature"))
        }
        return lines + (archive.hasGraphData ? ["the data of the update graph"] : [])
    }

    private func needs(_ needs: SequenceReport.Needs) -> String {
        guard needs.blobs > 0 else { return "needs no earlier archive" }
        return "needs \(counted(needs.blobs, "blob")) that earlier archives brought, for \(named(needs.images))"
    }

    /// A time as text, in UTC.
    private static func time(_ seconds: Int64) -> String {
        Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    }
}
