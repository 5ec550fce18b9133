// SPDX-License-Identifier: Apache-2.0

import Archives
import Foundation
import Layouts
import OCI
import Plans

/// Lists the contents of a volume from header to header; contents are skipped.
struct VolumeScan {
    /// The maximum total length of the names of documents, tags and repositories in bytes, and the maximum number of blobs.
    static let nameLimit = 64 << 20
    static let blobLimit = 1_000_000

    private var volume: ArchiveVolume
    private var isFirst = true
    /// The total length of the names so far, in bytes.
    private var named = 0

    private let nameLimit: Int

    private init(_ volume: ArchiveVolume, nameLimit: Int) {
        self.volume = volume
        self.nameLimit = nameLimit
    }

    /// Reads the headers of a volume; the call blocks.
    static func volume(_ name: VolumeName, at path: String, nameLimit: Int = nameLimit) throws(ArchiveSetError)
        -> ArchiveVolume
    {
        var scan = VolumeScan(ArchiveVolume(name: name, path: path, size: try size(of: path)), nameLimit: nameLimit)
        do {
            scan.volume.end = try PlainTar.scan(path) { entry, offset, reader in
                try scan.take(entry, offset, reader)
            }
        } catch let error as PlainTarError {
            throw ArchiveSetError(path: path, error)
        } catch let error as ArchiveSetError {
            throw error
        } catch {
            throw ArchiveSetError(path: path, message: "\(error)", remedy: ArchiveSetError.copyAgain)
        }
        try scan.checkEnd()
        return scan.volume
    }

    private static func size(of path: String) throws(ArchiveSetError) -> Int64 {
        let resolved = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        let attributes = try? FileManager.default.attributesOfItem(atPath: resolved)
        // Other types, for example a pipe, could block the reader forever.
        guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular,
            let size = attributes[.size] as? NSNumber
        else {
            throw ArchiveSetError(path: path, message: "it is not a file that can be read, expected a volume")
        }
        return size.int64Value
    }

    private mutating func take(_ entry: TarEntry, _ offset: Int64, _ reader: TarReader) throws {
        defer { isFirst = false }
        guard case .file = entry.kind else { return }
        if isFirst, entry.path.hasPrefix("\(ArchivePath.volumes)/") {
            volume.description = try description(entry, reader)
        }
        switch StoredFile(entry.path) {
        case .blob(let digest): volume.blobs.append(.init(digest: digest, offset: offset, size: entry.size))
        case .tag(let tag, let repository):
            let digest = try link(entry, reader)
            volume.tags.append(.init(tag: tag, repository: repository, digest: digest))
            volume.repositories.insert(repository)
            named += entry.path.utf8.count
        case .revision(_, let repository):
            // Another image of a known repository adds no name, but a new repository does.
            if volume.repositories.insert(repository).inserted { named += entry.path.utf8.count }
        case .layer(let digest, let repository):
            // Our plans and ledgers record where blobs are. Foreign archives also have links to blobs of earlier archives.
            guard volume.description == nil else { return }
            volume.holders[digest, default: []].insert(repository)
            named += entry.path.utf8.count
        case nil:
            // Reading images does not need the rest of a storage.
            guard !entry.path.hasPrefix("\(StoragePath.root)/") else { return }
            volume.documents[entry.path] = .init(offset: offset, size: entry.size)
            named += entry.path.utf8.count
        }
        guard named <= nameLimit, volume.blobs.count <= Self.blobLimit else {
            throw ArchiveSetError(path: volume.path, message: "it has more members than can be read")
        }
    }

    /// Reads the description of the volume.
    private func description(_ entry: TarEntry, _ reader: TarReader) throws -> VolumeDescription {
        do {
            let bytes = (try? reader.readAll(limit: VolumeDescription.sizeLimit)) ?? []
            let description = try VolumeDescription(reading: bytes)
            if entry.path == description.path { return description }
        } catch {
            switch error {
            case .unreadable:
                throw ArchiveSetError.damaged(
                    volume.path,
                    "its description, the member `\(entry.path)`, cannot be read"
                )
            case .kind(let kind):
                throw ArchiveSetError.damaged(
                    volume.path,
                    "its description is of the kind `\(kind)`, expected `\(VolumeDescription.kind)`"
                )
            case .version(let version):
                throw ArchiveSetError(
                    path: volume.path,
                    message: "its format has version \(version), this tool knows 1.0",
                    remedy: "Read it with the version of mirror that wrote it, or a later one."
                )
            case .contradiction: break
            }
        }
        throw ArchiveSetError.damaged(
            volume.path,
            "its description, the member `\(entry.path)`, contradicts itself"
        )
    }

    /// Reads the digest that a link names.
    private func link(_ entry: TarEntry, _ reader: TarReader) throws -> Digest {
        let bytes = (try? reader.readAll(limit: StoredLink.sizeLimit)) ?? []
        guard let digest = StoredLink.digest(bytes) else {
            throw ArchiveSetError.damaged(volume.path, "its member `\(entry.path)` names no digest")
        }
        return digest
    }

    /// Checks the exact length of our own volumes: bytes that were added do not belong to one.
    private func checkEnd() throws(ArchiveSetError) {
        let expected = volume.end + Int64(TarEntry.endOfArchive.count)
        guard volume.description == nil || volume.size == expected else {
            throw ArchiveSetError.damaged(
                volume.path,
                "found \(volume.size) bytes, expected \(expected): there are bytes after its end"
            )
        }
    }
}
