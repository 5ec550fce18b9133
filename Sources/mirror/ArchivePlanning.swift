// SPDX-License-Identifier: Apache-2.0

import Cache
import Diagnostics
import Foundation
import Ledger
import MirrorConfiguration
import OCI
import Planning
import Plans
import Resolution
import Runs

/// Puts together what planning an archive needs: how large volumes may be, their numbers, and what travels along.
struct ArchivePlanning {
    let configuration: ImageSetConfiguration
    let ledger: TargetLedger
    let cache: DiskCache
    /// The folder of the archive.
    let folder: String
    /// The most bytes of a volume, where the command line says it.
    let limit: Int64?

    /// The size of volumes where the configuration names none, in GiB, as in oc-mirror.
    private static let usualSize: Int64 = 500

    /// Returns what the planner asks for.
    func request(for desired: DesiredState) throws -> ArchiveRequest {
        let releases = desired.images.compactMap { image -> PlacedImage? in
            guard let release = image.release, let digest = image.reference?.digest else { return nil }
            return PlacedImage(
                destination: image.destination.description,
                digest: digest,
                type: image.type,
                origins: [],
                release: release
            )
        }
        return ArchiveRequest(
            limit: limit ?? (configuration.archiveSize?.value ?? Self.usualSize) << 30,
            firstVolume: try firstVolume(),
            documents: try ArchiveContentList(cache: cache).documents(
                configuration.bytes,
                desired.graphs,
                ReleaseDocument.all(of: releases)
            )
        )
    }

    /// What whoever plans should know about the folder, and look at before applying.
    var remarks: [String] { [unfinished, emptied ?? unknown, otherFolder].compactMap(\.self) }

    /// The volumes that an apply left in the folder which did not finish.
    private var unfinished: String? {
        let left = names.filter { $0.hasSuffix(".partial") && VolumeName(file: $0.dropLast(".partial".count)) != nil }
        guard let first = left.min() else { return nil }
        return """
            \(folder) has \(first)\(left.count == 1 ? "" : " and \(left.count - 1) more"), left by an apply that did not finish
            Applying its plan again carries on; applying another plan removes what is left.
            """
    }

    /// Volumes are taken away and disks are emptied; but one that is not there looks the same.
    private var emptied: String? {
        guard let last = ledger.archive?.lastVolume, last > 0, !names.contains(where: { VolumeName(file: $0) != nil })
        else { return nil }
        return """
            \(folder) has none of the volumes up to \(VolumeName(last)) that were written to it
            That is right if they were taken away. If the folder is where a disk should be, mount it before you apply.
            """
    }

    /// Volumes of somebody else, whose archive the folder may be.
    private var unknown: String? {
        let history = ledger.archive ?? ArchiveHistory()
        let known = Set((history.sets + history.forgotten).flatMap { $0.volumes.map(\.number) })
        let others = Set(names.compactMap { VolumeName(file: $0)?.number }).subtracting(known)
        guard !others.isEmpty else { return nil }
        return """
            \(folder) has \(VolumeName.span(others.sorted())), which the history of \(ledger.target) does not know
            They stay as they are and count as nothing that was carried. If they are of this archive, take them in first: \
            mirror history repair --to \(shellArgument(ledger.target)) \(shellArgument(folder))
            """
    }

    /// The folder that was probably meant: after `file://` a folder is relative unless a third slash follows.
    private var otherFolder: String? {
        guard !folder.hasPrefix("/"), names.isEmpty, FileManager.default.fileExists(atPath: "/\(folder)") else {
            return nil
        }
        return "\(folder) is a folder of the one you are in; did you mean file:///\(folder)?"
    }

    private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }

    /// What others wrote is not overwritten either.
    private func firstVolume() throws -> Int {
        let lastInFolder = names.compactMap { VolumeName(file: $0) }.max()
        let last = max(ledger.archive?.lastVolume ?? 0, lastInFolder?.number ?? 0)
        guard last < VolumeName.numberLimit else {
            throw CommandError(
                """
                \(folder): no volume number is left after \(VolumeName(last))
                Move that file elsewhere or rename it, or plan an archive in another folder.
                """
            )
        }
        return last + 1
    }
}
