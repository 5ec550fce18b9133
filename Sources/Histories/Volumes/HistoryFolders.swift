// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
package import OCI
package import Plans
import Scheduling

/// Reads the sets of volumes in folders.
package struct HistoryFolders: Sendable {
    /// The volumes that were read so far.
    package private(set) var found: FoundVolumes

    private var contents: [OpenedArchive] = []
    private var volumes: [String: ArchiveVolume] = [:]

    /// The number of volumes that are read at the same time: one is hashed while the disk reads the other.
    private static let readers = 2

    /// Reads the headers of all volumes in the folders; a set may be spread over them.
    ///
    /// Throws for a path that is not a folder, for a folder that an apply still writes to, and for a folder of
    /// another tool.
    package init(_ paths: [String]) async throws {
        found = FoundVolumes(folders: paths.map(ArchiveFolder.plain))
        for path in found.folders {
            guard try Self.hasVolumes(path) else { continue }
            let content = try await OpenedArchive.open(path, allowingLoss: true)
            guard !content.volumes.isEmpty || content.index != nil else {
                throw HistoryFolderError.unreadable(path: path, lost: content.lost)
            }
            try add(content)
            contents.append(content)
        }
        found.sets.sort { ($0.firstVolume, $0.plan) < ($1.firstVolume, $1.plan) }
    }

    /// Reads every byte of the volumes that `isWanted` selects.
    package mutating func audit(
        where isWanted: (FoundSet, FoundVolume) -> Bool,
        progress: @escaping @Sendable (_ done: Int64, _ all: Int64) -> Void
    ) async throws {
        var places: [(set: Int, volume: Int, file: ArchiveVolume)] = []
        for (index, set) in found.sets.enumerated() {
            for (number, volume) in set.volumes.enumerated() where volume.audit == nil && isWanted(set, volume) {
                if let file = volumes[volume.path] { places.append((index, number, file)) }
            }
        }
        let all = places.reduce(0) { $0 + $1.file.size }
        let done = Guarded<Int64>(0)
        let audits = try await concurrentMap(places.map(\.file), limit: Self.readers) { volume in
            try await volume.audit { count in
                let sum = done.withLock { done in
                    done += count
                    return done
                }
                progress(sum, all)
            }
        }
        for (place, audit) in zip(places, audits) { found.sets[place.set].volumes[place.volume].audit = audit }
    }

    /// Returns the images of a plan whose manifests need content that was not carried.
    ///
    /// A plan does not name the content that it relied on, and the sets of that content may be in no history any
    /// more.
    package func incomplete(_ plan: Plan, carried: Set<Digest>) async throws -> Set<Digest> {
        var incomplete: Set<Digest> = []
        for action in plan.actions {
            try Task.checkCancellation()
            let platforms = try (action.platforms ?? []).map { try Platform($0) }
            do {
                let tree = try await ImageTree.read(action.digest, platforms: platforms, manifest)
                let needed = tree.manifests.map(\.descriptor.digest) + tree.blobs.map(\.digest)
                if !carried.isSuperset(of: needed) { incomplete.insert(action.digest) }
            } catch let error where error is ArchiveSetError || error is ManifestError {
                incomplete.insert(action.digest)
            }
        }
        return incomplete
    }

    private func manifest(_ digest: Digest) async throws -> Manifest {
        guard let content = contents.first(where: { $0.contains(digest) }) ?? contents.first else {
            throw HistoryFolderError.noManifest(digest)
        }
        return try await content.manifest(digest)
    }

    /// Whether a folder has volumes, or had some that were all carried away.
    private static func hasVolumes(_ path: String) throws -> Bool {
        let folder = try ArchiveFolder(path)
        guard folder.volumes.isEmpty, folder.partials.isEmpty else { return true }
        guard !FileManager.default.fileExists(atPath: folder.path(of: "docker/registry/v2")) else {
            throw HistoryFolderError.unpacked(path: path)
        }
        return false
    }

    private mutating func add(_ content: OpenedArchive) throws {
        if let foreign = content.volumes.first(where: { $0.description == nil }) {
            throw HistoryFolderError.foreign(path: foreign.path)
        }
        for volume in content.volumes {
            guard let description = volume.description else { continue }
            let entry = content.index?.entry(of: volume.name)
            let isIndexed = entry?.set.plan == description.plan && entry?.volume.describes(volume) == true
            add(FoundVolume(volume, indexed: isIndexed ? entry?.volume.checksum : nil), description)
            volumes[volume.path] = volume
        }
        for set in content.sets {
            guard let place = found.sets.firstIndex(where: { $0.plan == set.plan.id }) else { continue }
            found.sets[place].file = set.plan
        }
        let names = Set(try ArchiveFolder(content.folder).volumes)
        found.damages += content.lost.filter { names.contains($0.name) }
            .map { FoundVolumes.Damage(folder: content.folder, volume: $0) }
    }

    private mutating func add(_ volume: FoundVolume, _ description: VolumeDescription) {
        guard let place = found.sets.firstIndex(where: { $0.plan == description.plan }) else {
            found.sets.append(
                FoundSet(
                    plan: description.plan,
                    parts: description.parts,
                    firstVolume: volume.name.number - description.part + 1,
                    volumes: [volume]
                )
            )
            return
        }
        // A copy in another folder adds no information.
        guard !found.sets[place].volumes.contains(where: { $0.name == volume.name }) else { return }
        found.sets[place].volumes.append(volume)
        found.sets[place].volumes.sort { $0.name < $1.name }
    }
}
