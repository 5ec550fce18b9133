// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
import OCI
import Plans
import Scheduling

/// The sets of volumes in folders, as the volumes themselves tell of them.
struct HistoryFolders {
    /// The folders as they were named, without `file://`.
    let paths: [String]
    /// In the order of their volumes.
    private(set) var sets: [FoundSet] = []
    /// What is there and cannot be read, or is not what its plan says.
    private(set) var damages: [(path: String, volume: LostVolume)] = []

    private var contents: [ArchiveContent] = []

    /// How many volumes are read at once: one is hashed while the disk brings the other.
    private static let readers = 2

    /// Reads the headers of all volumes in the folders, over which a set may be spread.
    ///
    /// Throws for a folder that is none, that an apply still writes to, or that others filled.
    init(_ paths: [String]) async throws {
        self.paths = paths.map(ArchiveFolder.plain)
        for path in self.paths {
            guard try Self.hasVolumes(path) else { continue }
            let content = try await ArchiveContent.open(path, allowingLoss: true)
            guard !content.volumes.isEmpty || content.index != nil else {
                throw CommandError("\(path): none of its volumes can be read\n\(Self.description(of: content.lost))")
            }
            try add(content)
            contents.append(content)
        }
        sets.sort { ($0.firstVolume, $0.plan) < ($1.firstVolume, $1.plan) }
    }

    /// How many volumes were found.
    var volumeCount: Int { sets.reduce(0) { $0 + $1.volumes.count } }

    /// Reads every byte of those volumes that `isWanted` chooses.
    mutating func audit(
        where isWanted: (FoundSet, FoundVolume) -> Bool,
        progress: @escaping @Sendable (_ done: Int64, _ all: Int64) -> Void
    ) async throws {
        var places: [(set: Int, volume: Int)] = []
        for (index, set) in sets.enumerated() {
            places += set.volumes.indices
                .filter { set.volumes[$0].audit == nil && isWanted(set, set.volumes[$0]) }
                .map { (index, $0) }
        }
        let volumes = places.map { sets[$0.set].volumes[$0.volume].volume }
        let all = volumes.reduce(0) { $0 + $1.size }
        let done = Guarded<Int64>(0)
        let audits = try await concurrentMap(volumes, limit: Self.readers) { volume in
            try await volume.audit { count in
                let sum = done.withLock { done in
                    done += count
                    return done
                }
                progress(sum, all)
            }
        }
        for (place, audit) in zip(places, audits) { sets[place.set].volumes[place.volume].audit = audit }
    }

    /// The images of a plan that need something that was not carried, as their manifests tell.
    ///
    /// A plan does not name what it relied on, and it may have relied on sets that nobody knows any more.
    func incomplete(_ plan: Plan, carried: Set<Digest>) async throws -> Set<Digest> {
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
            throw CommandError("no folder has \(digest)")
        }
        return try await content.manifest(digest)
    }

    /// A folder whose volumes were all carried away is one, too.
    private static func hasVolumes(_ path: String) throws -> Bool {
        let folder = try ArchiveFolder(path)
        guard folder.volumes.isEmpty, folder.partials.isEmpty else { return true }
        guard !FileManager.default.fileExists(atPath: folder.path(of: "docker/registry/v2")) else {
            throw CommandError(
                """
                \(path): an archive was unpacked there, and a history is one of volumes
                Name the folder that the volumes are in.
                """
            )
        }
        return false
    }

    private mutating func add(_ content: ArchiveContent) throws {
        if let foreign = content.volumes.first(where: { $0.description == nil }) {
            throw CommandError(
                """
                \(foreign.path): mirror did not write this volume, so no history tells of it
                Keep what others wrote in a folder of its own; `mirror describe` tells what is in it.
                """
            )
        }
        for volume in content.volumes {
            guard let description = volume.description else { continue }
            let entry = content.index?.entry(of: volume.name)
            let isIndexed = entry?.set.plan == description.plan && entry?.volume.describes(volume) == true
            add(FoundVolume(volume: volume, indexed: isIndexed ? entry?.volume.checksum : nil), description)
        }
        for set in content.sets {
            guard let place = sets.firstIndex(where: { $0.plan == set.plan.id }) else { continue }
            sets[place].file = set.plan
        }
        let names = Set(try ArchiveFolder(content.folder).volumes)
        damages += content.lost.filter { names.contains($0.name) }.map { (content.folder, $0) }
    }

    private mutating func add(_ found: FoundVolume, _ description: VolumeDescription) {
        guard let place = sets.firstIndex(where: { $0.plan == description.plan }) else {
            sets.append(
                FoundSet(
                    plan: description.plan,
                    parts: description.parts,
                    firstVolume: found.volume.name.number - description.part + 1,
                    volumes: [found]
                )
            )
            return
        }
        // A copy in another folder tells nothing new.
        guard !sets[place].volumes.contains(where: { $0.volume.name == found.volume.name }) else { return }
        sets[place].volumes.append(found)
        sets[place].volumes.sort { $0.volume.name < $1.volume.name }
    }

    private static func description(of lost: [LostVolume]) -> String {
        lost.prefix(3).map { "\($0.name): \($0.reason)" }.joined(separator: "\n")
    }
}
