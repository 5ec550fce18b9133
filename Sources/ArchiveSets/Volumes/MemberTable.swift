// SPDX-License-Identifier: Apache-2.0

import Layouts
import OCI

/// The places of all contents of an archive.
struct MemberTable: Sendable {
    /// The place of a member.
    enum Place: Sendable, Hashable {
        /// In a volume, given by its position in the list of volumes.
        case volume(Int, offset: Int64, size: Int64)
        /// In a separate file.
        case file(size: Int64)

        var size: Int64 {
            switch self {
            case .volume(_, _, let size), .file(let size): size
            }
        }
    }

    private struct TagName: Hashable {
        let tag: Tag
        let repository: RepositoryName
    }

    private(set) var blobs: [Digest: Place] = [:]
    private(set) var documents: [String: Place] = [:]
    private(set) var repositories: Set<RepositoryName> = []
    /// The repositories of blobs that are not in the archive.
    private(set) var holders: [Digest: Set<RepositoryName>] = [:]
    private var tags: [TagName: Digest] = [:]
    private var tagged: [Digest: Set<RepositoryName>] = [:]
    private var places: [Tag: Set<RepositoryName>] = [:]

    /// Collects the contents of volumes; if a member occurs twice, the last one counts.
    init(volumes: [ArchiveVolume] = []) {
        for (position, volume) in volumes.enumerated() {
            for blob in volume.blobs {
                blobs[blob.digest] = .volume(position, offset: blob.offset, size: blob.size)
            }
            for (path, range) in volume.documents {
                documents[path] = .volume(position, offset: range.offset, size: range.size)
            }
            repositories.formUnion(volume.repositories)
            for link in volume.tags { add(link) }
        }
        for volume in volumes {
            for (digest, repositories) in volume.holders where blobs[digest] == nil {
                holders[digest, default: []].formUnion(repositories)
            }
        }
    }

    mutating func remove(_ digest: Digest) { blobs[digest] = nil }

    mutating func add(_ digest: Digest, size: Int64) { blobs[digest] = .file(size: size) }

    mutating func add(document path: String, size: Int64) { documents[path] = .file(size: size) }

    mutating func add(_ link: ArchiveVolume.TagLink) {
        tags[TagName(tag: link.tag, repository: link.repository)] = link.digest
        tagged[link.digest, default: []].insert(link.repository)
        places[link.tag, default: []].insert(link.repository)
    }

    mutating func add(_ repository: RepositoryName) { repositories.insert(repository) }

    /// The number of tags in all repositories.
    var tagCount: Int { tags.count }

    func digest(of tag: Tag, in repository: RepositoryName) -> Digest? {
        tags[TagName(tag: tag, repository: repository)]
    }

    /// Whether a tag of a repository names a manifest.
    func isTagged(_ digest: Digest, in repository: RepositoryName) -> Bool {
        tagged[digest]?.contains(repository) == true
    }

    /// The digests of a tag in all repositories, sorted and each once.
    func digests(of tag: Tag) -> [Digest] {
        Set((places[tag] ?? []).compactMap { digest(of: tag, in: $0) }).sorted()
    }

    /// The paths of documents below a folder, sorted; all documents for an empty name.
    func documents(below folder: String) -> [String] {
        let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
        return documents.keys.filter { $0.hasPrefix(prefix) }.sorted()
    }
}
