// SPDX-License-Identifier: Apache-2.0

import Applying
import ArchiveSets
package import Diagnostics
import Plans
import Resolution
import Sections
import SequenceMetadata
import SequencedArchives

/// The archive that a plan reads, if it reads one; it must be the one that the plan was made from.
struct ReadArchive {
    let plan: Plan
    /// The folder that a user named, as `file://folder`.
    let folder: String?

    /// The sources of a plan's images, and the metadata of an archive of oc-mirror v1.
    struct Opened {
        let sources: SourceAccess
        let metadata: WorkspaceMetadata?
    }

    /// Opens the sources of the plan's images.
    ///
    /// Throws `StaleArchive` if a volume is not the one that the plan was made from.
    func opened(_ clients: RegistryClients) async throws -> Opened {
        guard case .copiesToRegistry(from: let source?) = plan.work else {
            if let folder { throw UnreadArchive(folder: folder) }
            return Opened(sources: SourceAccess(clients: clients), metadata: nil)
        }
        let folder = folder.flatMap { TargetPlace.folder(named: $0) } ?? source.place.folder ?? "\(source.place)"
        let sequenced = try await sequenced(in: folder, for: source)
        let archive = if let sequenced { sequenced.content } else { try await archive(in: folder, for: source) }
        let found = Self.sizes(of: archive)
        for volume in source.volumes where found[volume.name] != volume.size {
            let lost = archive.lost.first { "\($0.name)" == volume.name }.map { ": \($0.reason)" }
            throw StaleArchive(
                message: "it was made from \(volume.name) of \(volume.size) bytes, but \(folder) "
                    + (found[volume.name].map { "has one of \($0)" } ?? "has none" + (lost ?? ""))
            )
        }
        let mapping = DestinationMapping(
            target: try MirrorTarget(registry: plan.target.name),
            maxNestedPaths: plan.options.maxNestedPaths
        )
        let sources = SourceAccess(
            archive: archive,
            target: mapping,
            clients: clients,
            relocations: try ConfigurationSections.all().relocations
        )
        return Opened(sources: sources, metadata: sequenced?.metadata)
    }

    /// Opens the archive; other volumes in its folder may be lost if they were lost when the plan was made.
    private func archive(in folder: String, for source: SourceArchive) async throws -> OpenedArchive {
        do {
            return try await OpenedArchive.open(folder)
        } catch let error as ArchiveSetError {
            guard !source.volumes.isEmpty, let rest = try? await OpenedArchive.open(folder, allowingLoss: true) else {
                throw error
            }
            let found = Self.sizes(of: rest)
            guard source.volumes.allSatisfy({ found[$0.name] == $0.size }) else { throw error }
            return rest
        }
    }

    /// Opens the archive of oc-mirror v1 that a plan reads, where it lies now; `nil` if the plan reads another one.
    private func sequenced(in folder: String, for source: SourceArchive) async throws -> SequencedArchive? {
        guard let first = source.volumes.first, let sequence = SequencePartName(file: first.name)?.sequence else {
            return nil
        }
        let sets = try SequenceFolder(folder).sets
        guard let set = sets.first(where: { $0.sequence == sequence }) else {
            throw StaleArchive(
                message: "it was made from \(first.name), but \(folder) has no archive of sequence \(sequence)"
            )
        }
        let archive = try await SequencedArchive.open(set)
        if case .published(let digest)? = plan.sequence?.content, archive.reading.digest != digest {
            throw StaleArchive(message: "\(first.name) in \(folder) has other metadata than it had then")
        }
        return archive
    }

    private static func sizes(of archive: OpenedArchive) -> [String: Int64] {
        Dictionary(archive.volumes.map { ($0.file, $0.size) }, uniquingKeysWith: { first, _ in first })
    }
}

/// An error that `--from` was given for a plan that reads no archive.
package struct UnreadArchive: ExplainedError, Sendable, Equatable {
    package let folder: String

    package var explanation: Explanation {
        Explanation(
            "\(OptionName.from) \(folder): the plan reads no archive",
            remedy: "Leave the option out: the plan says where its images are read."
        )
    }
}
