// SPDX-License-Identifier: Apache-2.0

import Applying
import ArchiveSets
package import Diagnostics
import Plans
import Resolution
import Sections
import SequencedArchives

/// The archive that a plan reads, if it reads one; it must be the one that the plan was made from.
struct ReadArchive {
    let plan: Plan
    /// The folder that a user named, as `file://folder`.
    let folder: String?

    /// Returns the sources of the plan's images.
    ///
    /// Throws `StaleArchive` if a volume is not the one that the plan was made from.
    func sources(_ clients: RegistryClients) async throws -> SourceAccess {
        guard case .copiesToRegistry(from: let source?) = plan.work else {
            if let folder { throw UnreadArchive(folder: folder) }
            return SourceAccess(clients: clients)
        }
        let folder = folder.flatMap { TargetPlace.folder(named: $0) } ?? source.place.folder ?? "\(source.place)"
        let archive = try await archive(in: folder, for: source)
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
        return SourceAccess(
            archive: archive,
            target: mapping,
            clients: clients,
            relocations: try ConfigurationSections.all().relocations
        )
    }

    /// Opens the archive; other volumes in its folder may be lost if they were lost when the plan was made.
    private func archive(in folder: String, for source: SourceArchive) async throws -> OpenedArchive {
        if let set = try Self.sequence(in: folder, for: source) { return try await SequencedArchive.open(set).content }
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

    /// The archive of oc-mirror v1 that a plan reads, where it lies now; `nil` if the plan reads another one, or none.
    static func sequence(in folder: String, for source: SourceArchive) throws -> SequenceSet? {
        guard let sequence = source.volumes.first.flatMap({ SequencePartName(file: $0.name) })?.sequence else {
            return nil
        }
        let sets = try SequenceFolder(folder).sets
        guard let set = sets.first(where: { $0.sequence == sequence }) else {
            throw StaleArchive(
                message: "it was made from \(source.volumes[0].name), but \(folder) has no archive of sequence \(sequence)"
            )
        }
        return set
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
