// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import MirrorConfiguration
import OCI
import Resolution
import Scheduling
import Sections
import SequencedArchives

/// Opens the archive that a plan reads, if it reads one.
struct SourceOpening {
    let choices: PlanChoices
    let surroundings: PlanSurroundings

    /// The maximum number of damaged blobs that are reported one by one.
    private static let mostNamed = 5

    /// Returns the sources of a configuration's images.
    ///
    /// Each section gives the names of its images in archives.
    func sources(
        for configuration: ImageSetConfiguration,
        _ sections: [any ConfigurationSection],
        _ mapping: DestinationMapping
    ) async throws -> SourceAccess {
        guard let folder = choices.archive.source else { return SourceAccess(clients: surroundings.clients) }
        return SourceAccess(
            archive: try await archive(in: folder),
            target: mapping,
            clients: surroundings.clients,
            names: try sections.archivedNames(in: configuration.mirror),
            relocations: try sections.relocations
        )
    }

    /// Opens an archive; if a report of missing content is requested, damaged content is left out.
    private func archive(in folder: String) async throws -> OpenedArchive {
        guard surroundings.report != nil else { return try await opened(folder) }
        let archive = try await opened(folder, allowingLoss: true)
        let (content, damages) = try await archive.leavingOutDamaged(
            progress: surroundings.readingProgress(of: archive.size(of: archive.digests))
        )
        for damage in damages.prefix(Self.mostNamed) {
            surroundings.events(.damaged(path: damage.path, message: damage.message))
        }
        if damages.count > Self.mostNamed {
            surroundings.events(.moreDamaged(count: damages.count - Self.mostNamed))
        }
        return content
    }

    /// Opens volumes; an archive of oc-mirror v1 was opened when it was chosen.
    private func opened(_ folder: String, allowingLoss: Bool = false) async throws -> OpenedArchive {
        if let chosen = choices.archive.sequence { return chosen.archive.content }
        return try await OpenedArchive.open(folder, allowingLoss: allowingLoss)
    }
}

extension PlanSurroundings {
    /// Reports the number of bytes that were read from an archive.
    func readingProgress(of total: Int64) -> @Sendable (Int64) -> Void {
        let read = ByteCounter()
        return { [events] bytes in events(.readingArchive(bytes: read.add(bytes), of: total)) }
    }
}
