// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
import Diagnostics
import OCI
package import Plans

/// The contents of an archive, from its headers, plans and index.
extension ArchiveReport {
    /// Describes a folder; an unreadable index is not a problem if it will be rewritten.
    package init(_ content: OpenedArchive, writesIndex: Bool = false) {
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
                "\(ArchiveIndex.fileName): \(problem.message); rewrite it with \(OptionName.writeIndex), nothing depends on it"
            )
        }
    }

    /// Describes one volume.
    package init(_ volume: ArchiveVolume, plan: PlanFile?) {
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
            problems.append("\(volume.name): its description says that it is \(own)")
        }
    }

    /// Describes the contents of an index.
    package init(_ index: ArchiveIndex, path: String) {
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
