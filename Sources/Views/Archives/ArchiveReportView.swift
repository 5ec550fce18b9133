// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import Reviews
import Runs

/// The contents of an archive, for people.
struct ArchiveReportView {
    let report: ArchiveReport
    let style: TextStyle

    var text: String {
        var lines = [style(.heading, printable(report.path)) + ": \(title)"]
        lines += report.sets.flatMap { [""] + self.lines(of: $0) }
        lines += (report.sequences ?? []).flatMap { [""] + self.lines(of: $0) }
        if report.sets.isEmpty, report.sequences == nil, report.kind != .storage {
            lines += [""] + volumeLines(report.volumes)
        }
        lines += ["", total]
        if !report.repositories.isEmpty { lines.append(repositories) }
        lines += report.lost.map(line)
        if !report.lost.isEmpty {
            lines.append(
                "Copy the missing volumes again from where the archive was made, "
                    + "or see `mirror plan \(OptionName.reportMissing)`."
            )
        }
        lines += report.problems.map { "\(style(.removed, "damaged")) \(printable($0))" }
        if report.verified, report.isWhole { lines.append("Every byte was read and is intact.") }
        return lines.joined(separator: "\n") + "\n"
    }

    private var title: String {
        let volumes = "\(counted(report.volumes.count, "volume")) of \(ByteCount.text(size))"
        return switch report.kind {
        case .archive where report.volumes.isEmpty: "\(counted(report.sets.count, "set")), unpacked"
        case .archive: "\(counted(Set(report.volumes.compactMap(\.plan)).count, "set")) in \(volumes)"
        case .foreign: "an archive that mirror did not write, \(volumes)"
        case .storage: "the storage of a registry"
        case .volume: part
        case .sequences:
            "\(counted(report.sequences?.count ?? 0, "archive")) of oc-mirror v1 in "
                + "\(counted(report.volumes.count, "file")) of \(ByteCount.text(size))"
        case .index: "the index of \(counted(Set(report.volumes.compactMap(\.plan)).count, "set")) in \(volumes)"
        }
    }

    private var part: String {
        guard let volume = report.volumes.first, let plan = volume.plan, let part = volume.part,
            let parts = volume.parts
        else { return "a volume that mirror did not write" }
        return "part \(part) of \(parts) of the set \(plan.short)"
    }

    private var size: Int64 { report.volumes.reduce(0) { $0 + $1.size } }

    private func lines(of set: SetReport) -> [String] {
        let options = set.options.isEmpty ? "" : " with \(set.options.joined(separator: " "))"
        let order = set.serial == 0 ? "the first set" : "after \(counted(set.serial, "other apply", "other applies"))"
        var lines = [
            style(.heading, "Set \(set.plan.short)"),
            "  planned from \(printable(set.configuration.path)) \(style(.dim, "sha256:\(set.configuration.digest.short)"))\(printable(options))",
            "  for \(printable(set.target)), \(order)",
        ]
        let names = Set(set.volumes)
        lines += volumeLines(report.volumes.filter { names.contains($0.name) })
        lines.append("  brings \(counted(set.brings.blobs, "blob")) of \(ByteCount.text(set.brings.bytes)):")
        lines += brought(set).map { "    \($0)" }
        let reused = "\(counted(set.reuses.blobs, "blob")) of \(ByteCount.text(set.reuses.bytes))"
        let before = "\(counted(set.broughtBefore, "image")) of the configuration"
        switch (set.reuses.blobs, set.broughtBefore) {
        case (0, 0): lines.append("  needs no earlier set")
        case (_, 0): lines.append("  needs \(reused) of earlier sets")
        case (0, _): lines.append("  earlier sets brought \(before)")
        default: lines.append("  needs \(reused) of earlier sets, which brought \(before)")
        }
        return lines
    }

    func volumeLines(_ volumes: [ArchiveReport.Volume]) -> [String] {
        let names = volumes.map(\.name.count).max() ?? 0
        let sizes = volumes.map { ByteCount.text($0.size) }
        let width = sizes.map(\.count).max() ?? 0
        return zip(volumes, sizes).map { volume, size in
            let padding = String(repeating: " ", count: names - volume.name.count + width - size.count)
            let plan = report.kind == .index ? volume.plan.map { "  set \($0.short)" } ?? "" : ""
            return "  \(printable(volume.name))  \(padding)\(size)\(plan)"
        }
    }

    /// The contents of a set by type.
    private func brought(_ set: SetReport) -> [String] {
        let lines = set.images.map { images -> String in
            let text = images.type.traits.counted(images.count)
            switch images.type {
            case .releasePayload:
                return "\(text): " + named(set.releases.map { "\($0.version) \($0.architecture)" })
            case .operatorCatalog: return "\(text): " + named(set.catalogs)
            default: return text
            }
        }
        return lines + (set.documents == 0 ? [] : [counted(set.documents, "document")])
    }

    /// The names, shortened to a readable number.
    func named(_ names: [String]) -> String { printable(listed(names, most: 12)) }

    private var total: String {
        let blobs = "\(counted(report.blobs, "blob")) of \(ByteCount.text(report.bytes))"
        guard report.kind != .index else { return "Total: \(blobs)." }
        return "Total: \(blobs), \(counted(report.tags, "tag")) in "
            + "\(counted(report.repositories.count, "repository", "repositories")), "
            + "\(counted(report.documents, "document"))."
    }

    private var repositories: String { "Repositories: \(named(report.repositories))" }

    private func line(of lost: ArchiveReport.Lost) -> String {
        let blobs = lost.blobs.map { "; \(counted($0, "blob")) \($0 == 1 ? "is" : "are") lost with it" } ?? ""
        return "\(style(.removed, "lost")) \(lost.name): \(printable(lost.reason))\(blobs)"
    }
}
