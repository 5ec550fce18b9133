// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Layouts
import Ledger
import MirrorConfiguration
import OCI
import Planning
import Plans
import Resolution

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

    /// The volumes that an apply left in the folder which did not finish, sorted.
    var unfinished: [String] {
        names.filter { $0.hasSuffix(".partial") && VolumeName(file: $0.dropLast(".partial".count)) != nil }.sorted()
    }

    private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }

    /// What others wrote is not overwritten either.
    private func firstVolume() throws -> Int {
        let lastInFolder = names.compactMap { VolumeName(file: $0) }.max()
        let last = max(ledger.archive?.lastVolume ?? 0, lastInFolder?.number ?? 0)
        guard last < VolumeName.numberLimit else {
            throw CommandError(
                """
                \(folder): no number is left behind \(VolumeName(last))
                Move that file elsewhere or rename it, or plan an archive in another folder.
                """
            )
        }
        return last + 1
    }
}
