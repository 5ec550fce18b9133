// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import ArgumentParser
import Diagnostics
import Foundation
import Histories
import Scheduling

/// `mirror describe`: tells what is in an archive.
struct DescribeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Tell what is in an archive, ours or oc-mirror's.",
        discussion: """
            What a set of volumes brings is known from the plan in it, so nothing but headers is read unless \
            --verify asks for every byte. Exits with 1 if something is missing or damaged.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Folders of volumes, with or without file://; single volumes; or mirror_index.json.",
            discussion: "The folder that oc-mirror keeps its cache in is one, too.",
            valueName: "path"
        )
    )
    var paths: [String]

    @Flag(help: "Read everything: compare blobs with their digests, and volumes with the checksums of the index.")
    var verify = false

    @Flag(
        help: ArgumentHelp(
            "Write the index of a folder anew, mirror_index.json, from its volumes.",
            discussion: "Everything is read, as for --verify; nothing is written if something is missing or damaged."
        )
    )
    var writeIndex = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting {
            let console = Console.standard
            var reports: [ArchiveReport] = []
            for path in paths {
                let report = try await report(of: ArchiveFolder.plain(path), console)
                reports.append(report)
            }
            let style = output.style(isTerminal: console.outputIsTerminal)
            let texts = reports.map { ArchiveReportView(report: $0, style: style).text }
            console.write(output.json ? try ArchiveReport.json(reports) : texts.joined(separator: "\n"))
            guard reports.allSatisfy(\.isWhole) else { throw ExitStatus.failure }
        }
    }

    private func report(of path: String, _ console: Console) async throws -> ArchiveReport {
        let file = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file) else {
            throw CommandError("\(path): there is no such file or folder\nName a folder of volumes, or a volume.")
        }
        if attributes[.type] as? FileAttributeType == .typeDirectory {
            return try await report(ofFolder: path, console)
        }
        guard !writeIndex else {
            throw CommandError("\(path): an index is written for a folder\nName the folder that the volume is in.")
        }
        if URL(filePath: path).pathExtension == "json" {
            guard !verify else {
                throw CommandError("\(path): an index has no content\nName the folder to have its volumes verified.")
            }
            return ArchiveReport(try ArchiveIndex.read(path), path: path)
        }
        return try await report(ofVolume: path, console)
    }

    private func report(ofFolder path: String, _ console: Console) async throws -> ArchiveReport {
        let content = try await OpenedArchive.open(path, allowingLoss: true)
        var report = ArchiveReport(content, writesIndex: writeIndex)
        let index = IndexRewriting(content: content)
        if writeIndex { try index.check() }
        guard verify || writeIndex else { return report }
        guard verify || report.isWhole else {
            console.note(IndexRewriting.refusal(path))
            return report
        }
        let size = content.volumes.reduce(0) { $0 + $1.size }
        if content.volumes.isEmpty {
            let (_, damages) = try await content.leavingOutDamaged(progress: progress(of: report.bytes, console))
            report.problems += damages.map { "\($0.path): \($0.message)" }
            report.verified = true
        } else {
            let audits = try await content.audit(progress: progress(of: size, console))
            report.add(audits, comparedWith: content.index)
            if writeIndex { console.note(try index.write(audits, isWhole: report.isWhole)) }
        }
        return report
    }

    private func report(ofVolume path: String, _ console: Console) async throws -> ArchiveReport {
        let volume = try await ArchiveVolume.open(path)
        var report = ArchiveReport(volume, plan: try await volume.plan())
        guard verify else { return report }
        let audit = try await volume.audit(progress: progress(of: volume.size, console))
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        report.add([audit], comparedWith: try? ArchiveIndex.read(in: ArchiveFolder(folder)))
        return report
    }

    /// Shows on a terminal how much was read.
    private func progress(of size: Int64, _ console: Console) -> @Sendable (Int64) -> Void {
        let total = Guarded<Int64>(0)
        return { count in
            let bytes = total.withLock { total in
                total += count
                return total
            }
            console.show(progress: "reading: \(ByteCount.text(bytes)) of \(ByteCount.text(size))")
        }
    }
}
