// SPDX-License-Identifier: Apache-2.0

import OCI

extension Plan {
    /// Refuses a plan that does not name the volumes that it writes or reads, or that names other files as volumes.
    func validateArchives() throws(PlanError) {
        guard work.fillsArchive == target.place.isArchive, (archive != nil) == target.place.isArchive else {
            throw .contradiction("its mode is not that of its target and its source")
        }
        if let archive { try requireVolumes(archive) }
        if let source { try requireReadable(source) }
        guard archive != nil || blobs.allSatisfy({ $0.volume == nil }) else {
            throw .contradiction("a blob has a volume, but no archive is written")
        }
    }

    private func requireVolumes(_ archive: PlannedArchive) throws(PlanError) {
        guard resources.isEmpty else { throw .contradiction("an archive has no files for clusters") }
        guard (1...VolumeName.numberLimit).contains(archive.firstVolume), archive.limit > 0,
            (0...Int64(PlanFile.sizeLimit)).contains(archive.planRoom), archive.volumes.isEmpty != hasChanges
        else { throw .contradiction("the numbers of its volumes are impossible") }
        for (index, volume) in archive.volumes.enumerated() {
            guard volume.name == name(ofVolume: index, in: archive) else {
                throw .contradiction("`\(volume.name)` is not the name of volume \(archive.firstVolume + index)")
            }
            // oc-mirror v1 counts the content of its parts only, and gives a longer file a part of its own.
            guard (1...PlannedArchive.sizeLimit).contains(volume.size),
                volume.size <= archive.limit || options.allowOversize == true || subject.sequence != nil
            else { throw .contradiction("`\(volume.name)` has \(volume.size) bytes, more than the limit of a volume") }
        }
        let numbers = archive.firstVolume..<(archive.firstVolume + archive.volumes.count)
        guard blobs.allSatisfy({ $0.atHome ? $0.volume == nil : $0.volume.map(numbers.contains) == true }) else {
            throw .contradiction("a blob is in none of the volumes")
        }
        try requireDocuments(archive.documents)
    }

    /// The name of a volume, given its position from 0.
    private func name(ofVolume index: Int, in archive: PlannedArchive) -> String {
        guard let sequence = subject.sequence else { return VolumeName(archive.firstVolume + index).description }
        return SequencePartName(sequence: sequence.number, part: index).description
    }

    /// The folders of documents: in archives of oc-mirror v1 its own.
    private func isFolder(_ parts: [Substring]) -> Bool {
        guard subject.sequence != nil else {
            return parts[0] == "mirror" && ["configurations", "documents"].contains(parts[1])
        }
        return ["catalogs", "release-signatures"].contains(parts[0])
    }

    private func requireDocuments(_ documents: [PlannedArchive.Document]) throws(PlanError) {
        for document in documents {
            let parts = document.path.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count > (subject.sequence == nil ? 2 : 1), isFolder(parts),
                parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") && $0.utf8.allSatisfy { 0x20 < $0 && $0 < 0x7f } })
            else { throw .contradiction("`\(document.path)` is not a valid path for a document of an archive") }
            guard (0...Descriptor.sizeLimit).contains(document.size) else {
                throw .contradiction("a size of \(document.size) bytes is impossible")
            }
            guard let content = document.content else { continue }
            let bytes = Array(content.utf8)
            guard Int64(bytes.count) == document.size, Digest(of: bytes) == document.digest else {
                throw .contradiction("the content of `\(document.path)` does not match its digest")
            }
        }
        guard Set(documents.map(\.path)).count == documents.count else {
            throw .contradiction("a document is listed twice")
        }
    }

    private func requireReadable(_ source: SourceArchive) throws(PlanError) {
        guard source.place.folder?.isEmpty == false else {
            throw .contradiction("`\(source.place)` is not the folder of an archive")
        }
        guard source.volumes.allSatisfy({ $0.isNamed && $0.size > 0 }),
            Set(source.volumes.map(\.name)).count == source.volumes.count
        else { throw .contradiction("a volume that it reads has an impossible name or size") }
    }
}

extension SourceArchive.Volume {
    /// Whether it has the name of a volume, or of a part of an archive of oc-mirror v1.
    fileprivate var isNamed: Bool { VolumeName(file: name) != nil || SequencePartName(file: name) != nil }
}
