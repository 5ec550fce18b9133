// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
import Histories
import Plans
import Scheduling
import SequencedArchives

/// Describes a folder of volumes, a volume, or an index; reads every byte if requested.
package struct DescribeRun: Sendable {
    private let path: String
    private let verifies: Bool
    private let writesIndex: Bool
    private let events: @Sendable (DescribeEvent) -> Void

    /// `path` may begin with `file://`; `writesIndex` rewrites the index of a folder if nothing is missing or damaged.
    package init(
        of path: String,
        verifies: Bool,
        writesIndex: Bool,
        events: @escaping @Sendable (DescribeEvent) -> Void
    ) {
        self.path = ArchiveFolder.plain(path)
        self.verifies = verifies
        self.writesIndex = writesIndex
        self.events = events
    }

    /// Returns the description; throws `DescribeRefusal` if options and path contradict each other.
    package func report() async throws -> ArchiveReport {
        let file = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file) else {
            throw DescribeRefusal.nothing(path: path)
        }
        if let sets = try await sequences() { return try await report(of: sets) }
        if attributes[.type] as? FileAttributeType == .typeDirectory { return try await reportOfFolder() }
        guard !writesIndex else { throw DescribeRefusal.noFolder(path: path) }
        if URL(filePath: path).pathExtension == "json" {
            guard !verifies else { throw DescribeRefusal.noContent(path: path) }
            return ArchiveReport(try ArchiveIndex.read(path), path: path)
        }
        return try await reportOfVolume()
    }

    /// The archives of oc-mirror v1, if there are any: a file with another name is one if it has the metadata.
    private func sequences() async throws -> [SequenceSet]? {
        guard let found = try? SequenceFolder(path), let first = found.sets.first else { return nil }
        if first.sequence == nil, (try? await first.metadata()) == nil { return nil }
        let volumes = found.others.filter { VolumeName(file: $0) != nil }
        guard volumes.isEmpty else { throw DescribeRefusal.mixed(path: path, sequences: first.parts[0].name, volumes) }
        return found.sets
    }

    private func report(of sets: [SequenceSet]) async throws -> ArchiveReport {
        guard !writesIndex else { throw DescribeRefusal.noIndex(path: path) }
        var archives: [SequencedArchive] = []
        for set in sets { archives.append(try await SequencedArchive.open(set)) }
        var report = ArchiveReport(archives, path: path)
        guard verifies else { return report }
        let size = archives.reduce(0) { $0 + $1.content.size(of: $1.content.digests) }
        let progress = progress(of: size)
        for archive in archives {
            let (_, damages) = try await archive.content.leavingOutDamaged(progress: progress)
            report.add(damages.map { "\($0.path): \($0.message)" })
        }
        return report
    }

    private func reportOfFolder() async throws -> ArchiveReport {
        let content = try await OpenedArchive.open(path, allowingLoss: true)
        var report = ArchiveReport(content, writesIndex: writesIndex)
        let index = IndexRewriting(content: content)
        if writesIndex { try index.check() }
        guard verifies || writesIndex else { return report }
        guard verifies || report.isWhole else {
            events(.note(IndexRewriting.refusal(path)))
            return report
        }
        if content.volumes.isEmpty {
            let (_, damages) = try await content.leavingOutDamaged(progress: progress(of: report.bytes))
            report.add(damages.map { "\($0.path): \($0.message)" })
        } else {
            let size = content.volumes.reduce(0) { $0 + $1.size }
            let audits = try await content.audit(progress: progress(of: size))
            report.add(audits, comparedWith: content.index)
            if writesIndex { events(.note(try index.write(audits, isWhole: report.isWhole))) }
        }
        return report
    }

    private func reportOfVolume() async throws -> ArchiveReport {
        let volume = try await ArchiveVolume.open(path)
        var report = ArchiveReport(volume, plan: try await volume.plan())
        guard verifies else { return report }
        let audit = try await volume.audit(progress: progress(of: volume.size))
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        report.add([audit], comparedWith: try? ArchiveIndex.read(in: ArchiveFolder(folder)))
        return report
    }

    /// Reports the number of bytes that were read.
    private func progress(of size: Int64) -> @Sendable (Int64) -> Void {
        let total = ByteCounter()
        return { [events] in events(.reading(bytes: total.add($0), of: size)) }
    }
}
