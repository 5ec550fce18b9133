// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import Ledger
import OCI
import Plans

/// What the history of an archive says, beside what its volumes say.
struct HistoryComparison {
    let target: String
    let history: ArchiveHistory
    let folders: HistoryFolders

    /// How `mirror history repair` is told what is meant, for the remedies.
    private var command: String { "mirror history repair --to \(shellArgument(target))" }

    /// What is wrong, in the order of the volumes.
    var findings: [HistoryFinding] {
        folders.damages.map(damaged) + overlaps + folders.sets.flatMap(findings)
    }

    /// The sets that the history lacks and can take in.
    var additions: [FoundSet] {
        folders.sets.filter { set in
            findings(of: set).contains { $0.kind == .unknownSet } && !set.isDamaged
        }
    }

    /// The sets whose record is to be made anew.
    var corrections: [(set: FoundSet, old: ArchiveHistory.Set)] {
        folders.sets.compactMap { set in
            guard let old = record(of: set), !set.isDamaged, compare(set, old).contains(where: \.isRepairable) else {
                return nil
            }
            return (set, old)
        }
    }

    /// The sets that the folders have a volume of.
    var present: [ArchiveHistory.Set] {
        let there = Set(folders.sets.map(\.plan))
        return history.sets.filter { there.contains($0.plan) }
    }

    /// How many volumes neither the index nor reading tells the checksum of.
    var unproven: Int { folders.sets.flatMap(\.volumes).count { $0.checksum == nil } }

    private func record(of set: FoundSet) -> ArchiveHistory.Set? { history.sets.first { $0.plan == set.plan } }

    private func findings(of set: FoundSet) -> [HistoryFinding] {
        let damages = set.volumes.flatMap { found in self.damages(of: found, in: set) }
        if let old = record(of: set) { return damages + compare(set, old) }
        // It lies here still, and never arrived there.
        guard !history.forgotten.contains(where: { $0.plan == set.plan }) else { return damages }
        return damages + [unknown(set)]
    }

    private func unknown(_ set: FoundSet) -> HistoryFinding {
        let names = span(of: set.numbers)
        if let planned = set.file?.plan.target.registry, planned != target {
            return HistoryFinding(
                kind: .otherTarget,
                set: set.plan,
                found: "\(names), planned for \(planned)",
                expected: "sets that were planned for \(target)",
                remedy:
                    "Its history is another one: mirror history verify --to \(shellArgument(planned)) \(shellArgument(set.folder))"
            )
        }
        if let missing = set.missing.first {
            return HistoryFinding(
                kind: .incompleteSet,
                set: set.plan,
                volume: missing.description,
                found: "\(counted(set.volumes.count, "volume")) of \(set.parts)",
                expected: "all of \(names), as the history does not know the set",
                remedy: "Name the folder that the others are in, too: \(command) \(set.folder) FOLDER"
            )
        }
        if let other = history.sets.first(where: { $0.volumes.contains { set.numbers.contains($0.number) } }) {
            return numbers(set.plan, names, other)
        }
        if let other = folders.sets.first(where: { $0.plan != set.plan && $0.numbers.overlaps(set.numbers) }) {
            return HistoryFinding(
                kind: .numbers,
                set: set.plan,
                found: names,
                expected: "volumes of other numbers than the set \(other.plan.short) has: \(span(of: other.numbers))",
                remedy: "Name only the folder of the set that was carried: \(command) FOLDER"
            )
        }
        return HistoryFinding(
            kind: .unknownSet,
            set: set.plan,
            found: "\(names) with \(blobs(set.blobs.count))",
            expected: "no such set: the history does not know it",
            remedy: "Take it in: \(command) \(set.folder)"
        )
    }

    /// Compares a set with its record.
    private func compare(_ set: FoundSet, _ old: ArchiveHistory.Set) -> [HistoryFinding] {
        var findings: [HistoryFinding] = []
        let recorded = old.volumes.map(\.number)
        if recorded != Array(set.numbers) {
            findings.append(difference(.volumes, set, nil, span(of: set.numbers), list(recorded)))
        }
        for found in set.volumes {
            let volume = found.volume
            guard let expected = old.volumes.first(where: { $0.number == volume.name.number }) else { continue }
            if volume.size != expected.size {
                let sizes = ("\(volume.size) bytes", "\(expected.size) bytes")
                findings.append(difference(.size, set, volume.name, sizes.0, sizes.1))
            }
            // One that is damaged says so, which is enough.
            guard let checksum = found.checksum, found.audit?.damages.isEmpty != false,
                found.indexed != expected.checksum
            else { continue }
            if checksum != expected.checksum {
                findings.append(
                    difference(.checksum, set, volume.name, checksum.description, expected.checksum.description)
                )
            }
        }
        return findings + compareBlobs(set, old)
    }

    private func compareBlobs(_ set: FoundSet, _ old: ArchiveHistory.Set) -> [HistoryFinding] {
        let (found, expected) = (set.blobs, Set(old.blobs))
        var findings: [HistoryFinding] = []
        let lacking = expected.subtracting(found).sorted()
        // What is not in the volumes that are there can be in the others.
        if set.missing.isEmpty, let first = lacking.first {
            let (there, recorded) = ("no \(more(first, lacking.count))", "\(blobs(expected.count)), this among them")
            findings.append(difference(.blobs, set, nil, there, recorded))
        }
        let extra = found.subtracting(expected).sorted()
        if let first = extra.first {
            let recorded = "\(blobs(expected.count)), this not among them"
            findings.append(difference(.blobs, set, nil, more(first, extra.count), recorded))
        }
        return findings
    }

    private func difference(
        _ kind: HistoryFinding.Kind,
        _ set: FoundSet,
        _ volume: VolumeName?,
        _ found: String,
        _ expected: String
    ) -> HistoryFinding {
        HistoryFinding(
            kind: kind,
            set: set.plan,
            volume: volume?.description,
            found: found,
            expected: expected,
            remedy: "Correct the record: \(command) \(set.folder)"
        )
    }

    private func damages(of found: FoundVolume, in set: FoundSet) -> [HistoryFinding] {
        guard let audit = found.audit else { return [] }
        let name = found.volume.name.description
        if let damage = audit.damages.first {
            return [
                HistoryFinding(
                    kind: .damaged,
                    set: set.plan,
                    volume: name,
                    found: "\(more(damage.found, audit.damages.count)) at \(damage.offset)",
                    expected: damage.digest.description,
                    remedy: "Copy the volume again from where the archive was made."
                )
            ]
        }
        guard let indexed = found.indexed, indexed != audit.checksum else { return [] }
        // Where history and index agree, neither is wrong.
        guard indexed != record(of: set)?.volumes.first(where: { $0.number == found.volume.name.number })?.checksum
        else {
            return [
                HistoryFinding(
                    kind: .damaged,
                    set: set.plan,
                    volume: name,
                    found: audit.checksum.description,
                    expected: "\(indexed) by \(ArchiveIndex.fileName) and the history",
                    remedy: "Copy the volume again from where the archive was made."
                )
            ]
        }
        return [
            HistoryFinding(
                kind: .index,
                set: set.plan,
                volume: name,
                found: audit.checksum.description,
                expected: "\(indexed) by \(ArchiveIndex.fileName)",
                remedy: "Remove \(set.folder)/\(ArchiveIndex.fileName), and write it anew: "
                    + "mirror describe --write-index \(shellArgument(set.folder))"
            )
        ]
    }

    private func damaged(_ path: String, _ lost: LostVolume) -> HistoryFinding {
        HistoryFinding(
            kind: .damaged,
            set: lost.plan ?? history.sets.first { $0.volumes.contains { $0.number == lost.name.number } }?.plan,
            volume: lost.name.description,
            found: lost.reason,
            expected: "a whole volume",
            remedy: "Copy it again to \(path) from where the archive was made."
        )
    }

    /// Records that cannot both be right.
    private var overlaps: [HistoryFinding] {
        var owners: [Int: ArchiveHistory.Set] = [:]
        var findings: [HistoryFinding] = []
        for set in history.sets {
            let others = set.volumes.compactMap { owners[$0.number] }
            for volume in set.volumes { owners[volume.number] = set }
            guard let other = others.first else { continue }
            findings.append(numbers(set.plan, list(set.volumes.map(\.number)), other))
        }
        return findings
    }

    private func numbers(_ plan: Digest, _ names: String, _ other: ArchiveHistory.Set) -> HistoryFinding {
        HistoryFinding(
            kind: .numbers,
            set: plan,
            found: names,
            expected:
                "volumes of other numbers than the set \(other.plan.short) has: \(list(other.volumes.map(\.number)))",
            remedy: "Take out the set that never arrived: \(command) --forget \(other.plan.short)"
        )
    }
}

extension HistoryComparison {
    private func span(of numbers: Range<Int>) -> String { list(Array(numbers)) }

    private func list(_ numbers: [Int]) -> String { VolumeName.span(numbers) }

    private func blobs(_ count: Int) -> String { "\(count) blobs and manifests" }

    private func more(_ digest: Digest, _ count: Int) -> String {
        count == 1 ? "\(digest)" : "\(digest) and \(count - 1) more"
    }
}

extension FoundSet {
    /// The folder of its first volume that was found.
    fileprivate var folder: String {
        volumes.first.map { String($0.volume.path.dropLast($0.volume.name.description.count + 1)) } ?? "."
    }
}

extension VolumeName {
    /// Volumes by their numbers: `mirror_000001.tar to mirror_000003.tar`.
    static func span(_ numbers: [Int]) -> String {
        guard let first = numbers.first, let last = numbers.last else { return "none" }
        if first == last { return "\(VolumeName(first))" }
        guard numbers.elementsEqual(first...max(first, last)) else {
            return numbers.map { "\(VolumeName($0))" }.joined(separator: ", ")
        }
        return "\(VolumeName(first)) to \(VolumeName(last))"
    }
}
