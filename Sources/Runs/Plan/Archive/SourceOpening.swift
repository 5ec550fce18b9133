// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import MirrorConfiguration
import OCI
import Resolution
import Scheduling

/// Opens the archive that a plan reads, if it reads one.
struct SourceOpening {
    let choices: PlanChoices
    let surroundings: PlanSurroundings

    /// How many damaged blobs are named.
    private static let mostNamed = 5

    /// Where the images of a configuration are read.
    func sources(for configuration: ImageSetConfiguration, _ mapping: DestinationMapping) async throws -> SourceAccess {
        guard let folder = choices.archive.source else { return SourceAccess(clients: surroundings.clients) }
        return try SourceAccess(
            archive: try await archive(in: folder),
            target: mapping,
            clients: surroundings.clients,
            names: try configuration.archivedNames
        )
    }

    /// Opens an archive; where a report of what is missing is asked for, without what is damaged in it.
    private func archive(in folder: String) async throws -> OpenedArchive {
        guard surroundings.report != nil else { return try await OpenedArchive.open(folder) }
        let archive = try await OpenedArchive.open(folder, allowingLoss: true)
        let total = archive.digests.reduce(0) { $0 + (archive.size(of: $1) ?? 0) }
        let (content, damages) = try await archive.leavingOutDamaged(
            progress: surroundings.readingProgress(of: total)
        )
        for damage in damages.prefix(Self.mostNamed) {
            surroundings.events(.damaged(path: damage.path, message: damage.message))
        }
        if damages.count > Self.mostNamed {
            surroundings.events(.moreDamaged(count: damages.count - Self.mostNamed))
        }
        return content
    }
}

extension PlanSurroundings {
    /// Tells how much of an archive was read.
    func readingProgress(of total: Int64) -> @Sendable (Int64) -> Void {
        let read = ByteCounter()
        return { [events] bytes in events(.readingArchive(bytes: read.add(bytes), of: total)) }
    }
}
