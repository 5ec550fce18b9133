// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Archives
import Diagnostics
import OCI
import Plans
import SequenceMetadata

/// What the headers of an archive's parts say, collected part by part; contents are skipped.
struct ArchiveHeaders {
    /// The limits of what is kept of an archive.
    struct Limits {
        /// The most bytes of all names.
        var names = 64 << 20
        var blobs = 1_000_000
        var metadata = MetadataReader.sizeLimit
    }

    /// A part, with the places of its members.
    struct Part {
        let path: String
        let size: Int64
        var blobs: [ArchiveIndex.Blob] = []
        var documents: [String: ArchiveVolume.ByteRange] = [:]
    }

    /// What is known of a catalog so far.
    struct CatalogDraft {
        var filtered: String?
        var original: Digest?
    }

    private(set) var parts: [Part] = []
    private(set) var metadata: MetadataReader.Reading?
    private(set) var catalogs: [CatalogPath: CatalogDraft] = [:]
    private(set) var tags: [ImageName: Digest] = [:]
    private(set) var manifests: [RepositoryName: Set<Digest>] = [:]

    private let limits: Limits
    private var sizes: [Digest: Int64] = [:]
    private var named = 0
    private var place = ""

    init(limits: Limits = Limits()) { self.limits = limits }

    /// A tag of a repository.
    struct ImageName: Hashable {
        let repository: RepositoryName
        let tag: Tag
    }

    /// Reads the headers of a part; the call blocks.
    ///
    /// Throws `SequencedArchiveError` and `MetadataError`.
    mutating func read(_ part: SequenceSet.Part) throws {
        place = part.path
        do {
            let size = try RegularFile.size(of: part.path)
            parts.append(Part(path: part.path, size: size))
            _ = try PlainTar.scan(part.path) { try take($0, at: $1, $2) }
        } catch let error as PlainTarError {
            throw SequencedArchiveError(path: part.path, error)
        } catch let error as ArchiveError {
            throw SequencedArchiveError(path: part.path, message: "\(error)", remedy: SequencedArchiveError.copyAgain)
        }
    }

    private mutating func take(_ entry: TarEntry, at offset: Int64, _ reader: TarReader) throws {
        named += entry.path.utf8.count
        guard named <= limits.names, sizes.count <= limits.blobs else {
            throw refusal("it has more members than are read")
        }
        let member = SequencedMember(entry.path)
        switch (member, entry.kind) {
        case (.tag(let tag, let repository), .symbolicLink(let target)):
            try add(target, as: ImageName(repository: repository, tag: tag), at: entry.path)
        case (.tag, _): throw refusal("its member `\(printable(entry.path))` is no link to a manifest")
        case (_, .file): try add(member, entry, at: offset, reader)
        case (.other, _), (_, .directory): break
        default: throw refusal("its member `\(printable(entry.path))` is no file")
        }
    }

    private mutating func add(_ target: String, as name: ImageName, at path: String) throws {
        guard let digest = try? Digest(target) else {
            throw refusal("its member `\(printable(path))` is a link to `\(printable(target))`, expected a digest")
        }
        if let known = tags.updateValue(digest, forKey: name), known != digest {
            throw refusal("its member `\(printable(path))` appears twice, as \(known) and as \(digest)")
        }
    }

    private mutating func add(_ member: SequencedMember, _ entry: TarEntry, at offset: Int64, _ reader: TarReader)
        throws
    {
        switch member {
        case .metadata: try add(metadata: try reader.readAll(limit: limits.metadata))
        case .blob(let digest): return try add(digest, entry, at: offset)
        case .manifest(let digest, let repository):
            manifests[repository, default: []].insert(digest)
            return try add(digest, entry, at: offset)
        case .catalog(let path, .blob(let digest)):
            catalogs[path, default: CatalogDraft()].original = catalogs[path]?.original
            return try add(digest, entry, at: offset)
        case .catalog(let path, .index): try add(catalog: path, entry, at: offset, reader)
        case .catalog(let path, .filtered):
            // A catalog of 4.10 has one member only; of a later one this is the longer path.
            if (catalogs[path]?.filtered?.utf8.count ?? 0) < entry.path.utf8.count {
                catalogs[path, default: CatalogDraft()].filtered = entry.path
            }
        case .catalog(_, .selection), .chart, .graphData, .releaseSignature, .associations, .other, .tag: break
        }
        parts[parts.count - 1].documents[entry.path] = .init(offset: offset, size: entry.size)
    }

    private mutating func add(metadata bytes: [UInt8]) throws {
        guard metadata == nil else {
            throw refusal(
                "it has the metadata twice: parts of several archives were mixed",
                "Keep the archives of each workspace in a folder of their own."
            )
        }
        metadata = try MetadataReader.read(bytes, from: "\(place), \(WorkspaceMetadata.path)")
    }

    private mutating func add(_ digest: Digest, _ entry: TarEntry, at offset: Int64) throws {
        if let known = sizes.updateValue(entry.size, forKey: digest), known != entry.size {
            throw refusal("\(digest) appears twice, with \(known) and with \(entry.size) bytes")
        }
        parts[parts.count - 1].blobs.append(.init(digest: digest, offset: offset, size: entry.size))
    }

    private mutating func add(catalog path: CatalogPath, _ entry: TarEntry, at offset: Int64, _ reader: TarReader)
        throws
    {
        let index = try reader.readAll(limit: Manifest.sizeLimit)
        do {
            let root = try LayoutRoot.digest(of: index)
            catalogs[path, default: CatalogDraft()].original = root
            // The list of an image is the index itself, and not among the blobs.
            if root == Digest(of: index) { try add(root, entry, at: offset) }
        } catch let error as LayoutRoot.Fault {
            throw refusal("its member `\(printable(entry.path))`: \(error.message)")
        }
    }

    private func refusal(
        _ message: String,
        _ remedy: String = SequencedArchiveError.copyAgain
    ) -> SequencedArchiveError {
        SequencedArchiveError(path: place, message: message, remedy: remedy)
    }
}

extension SequencedArchiveError {
    /// The error of a file that is not a whole tar archive.
    init(path: String, _ error: PlainTarError) {
        let remedy: String? =
            switch error {
            case .compressed(let program): "Decompress it with \(program) first: archives are read in place."
            case .unreadable: "Check its permissions."
            case .stored: nil
            case .empty, .noTar, .truncated, .endless, .malformed: Self.copyAgain
            }
        self.init(path: path, message: error.description, remedy: remedy)
    }
}
