// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import OCI
import Plans

/// What is in an archive, for people and for programs.
struct ArchiveReport: Encodable, Sendable {
    /// What was looked at.
    enum Kind: String, Encodable {
        /// Volumes that mirror wrote.
        case archive
        /// Volumes that somebody else wrote.
        case foreign
        /// A folder that is the storage of a registry.
        case storage
        /// One volume by itself.
        case volume
        /// The index alone.
        case index
    }

    struct Volume: Encodable, Sendable {
        let name: String
        let size: Int64
        /// The plan of its set, and which part of the set it is.
        var plan: Digest?
        var part: Int?
        var parts: Int?
        var blobs: Int
        /// What `VolumeChecksum` makes of it if it was read, or what the index says if that was described.
        var checksum: Digest?
    }

    /// A volume that should be there.
    struct Lost: Encodable, Sendable {
        let name: String
        let reason: String
        /// How many blobs it had, if that is known.
        let blobs: Int?
    }

    let path: String
    let kind: Kind
    var sets: [SetReport] = []
    var volumes: [Volume] = []
    var lost: [Lost] = []
    /// How many blobs and manifests there are, each counted once.
    var blobs = 0
    /// The bytes of these.
    var bytes: Int64 = 0
    var repositories: [String] = []
    var tags = 0
    var documents = 0
    /// Whether every byte was read and compared.
    var verified = false
    /// What is wrong.
    var problems: [String] = []

    /// Describes what a folder holds; an index that cannot be read is no problem where it is written anew.
    init(_ content: OpenedArchive, writesIndex: Bool = false) {
        path = content.folder
        let isOurs = content.volumes.contains { $0.description != nil } || !content.sets.isEmpty || content.index != nil
        kind = isOurs ? .archive : content.volumes.isEmpty && content.lost.isEmpty ? .storage : .foreign
        sets = content.sets.map { SetReport($0.plan, volumes: $0.volumes) }
        volumes = content.volumes.map(Volume.init)
        lost = content.lost.map { Lost(name: "\($0.name)", reason: $0.reason, blobs: $0.blobs?.count) }
        repositories = content.repositories.map(\.description)
        tags = content.tagCount
        documents = content.documents(below: "").count
        for digest in content.digests {
            blobs += 1
            bytes += content.size(of: digest) ?? 0
        }
        if let problem = content.indexProblem, !writesIndex {
            problems.append(
                "\(ArchiveIndex.fileName): \(problem.message); write it anew with --write-index, nothing depends on it"
            )
        }
    }

    /// Describes one volume.
    init(_ volume: ArchiveVolume, plan: PlanFile?) {
        path = volume.path
        kind = .volume
        sets = plan.map { [SetReport($0, volumes: [volume.name])] } ?? []
        volumes = [Volume(volume)]
        let sizes = Dictionary(volume.blobs.map { ($0.digest, $0.size) }, uniquingKeysWith: { $1 })
        blobs = sizes.count
        bytes = sizes.values.reduce(0, +)
        repositories = volume.repositories.map(\.description).sorted()
        tags = volume.tags.count
        documents = volume.documents.count
        if let own = volume.description?.volume, own != "\(volume.name)" {
            problems.append("\(volume.name): it says of itself that it is \(own)")
        }
    }

    /// Describes what an index lists.
    init(_ index: ArchiveIndex, path: String) {
        self.path = path
        kind = .index
        for set in index.sets {
            volumes += set.volumes.enumerated().map { Volume($1, of: set, part: $0 + 1) }
        }
        let listed = index.sets.flatMap(\.volumes).flatMap(\.blobs)
        let sizes = Dictionary(listed.map { ($0.digest, $0.size) }, uniquingKeysWith: { $1 })
        blobs = sizes.count
        bytes = sizes.values.reduce(0, +)
    }

    /// Adds what was found out when every byte of the volumes was read.
    mutating func add(_ audits: [VolumeAudit], comparedWith index: ArchiveIndex?) {
        verified = true
        for audit in audits {
            if let place = volumes.firstIndex(where: { $0.name == "\(audit.volume)" }) {
                volumes[place].checksum = audit.checksum
            }
            problems += audit.damages.map { damage in
                "\(audit.volume): \(damage.digest) at \(damage.offset) is damaged: its digest is \(damage.found)"
            }
            guard let listed = index?.entry(of: audit.volume), listed.volume.checksum != audit.checksum else {
                continue
            }
            problems.append(
                "\(audit.volume): its checksum is \(audit.checksum.hex), expected \(listed.volume.checksum.hex) by "
                    + ArchiveIndex.fileName
            )
        }
    }

    /// Whether everything is there and, as far as it was read, as it should be.
    var isWhole: Bool { lost.isEmpty && problems.isEmpty }

    /// The canonical JSON of several.
    static func json(_ reports: [ArchiveReport]) throws -> String { try CanonicalJSON.text(of: reports) }
}

extension ArchiveReport.Volume {
    fileprivate init(_ volume: ArchiveVolume) {
        self.init(
            name: "\(volume.name)",
            size: volume.size,
            plan: volume.description?.plan,
            part: volume.description?.part,
            parts: volume.description?.parts,
            blobs: volume.blobs.count
        )
    }

    fileprivate init(_ volume: ArchiveIndex.Volume, of set: ArchiveIndex.VolumeSet, part: Int) {
        self.init(
            name: volume.name,
            size: volume.size,
            plan: set.plan,
            part: part,
            parts: set.volumes.count,
            blobs: volume.blobs.count,
            checksum: volume.checksum
        )
    }
}
