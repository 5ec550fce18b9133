// SPDX-License-Identifier: Apache-2.0

import Layouts
import OCI

/// Lists the contents of a registry's storage.
struct StorageWalk {
    let files: LayoutFiles
    /// The path before `docker/registry/v2`.
    let prefix: String
    private var table = MemberTable()
    private var seen = 0

    init(files: LayoutFiles, prefix: String) {
        self.files = files
        self.prefix = prefix
    }

    /// Lists blobs, tags and documents.
    mutating func walk() throws(LayoutError) -> MemberTable {
        for algorithm in try list(prefix + StoragePath.blobs).directories {
            try takeBlobs(of: algorithm)
        }
        try takeRepositories(below: "")
        // Other files, for example in a home folder, are not read.
        for name in try files.list("").files.keys where name.hasPrefix("isc_") { try take(document: name) }
        for folder in [ArchivePath.root, "working-dir"] { try takeDocuments(below: folder) }
        return table
    }

    private mutating func takeBlobs(of algorithm: String) throws(LayoutError) {
        let root = "\(prefix)\(StoragePath.blobs)/\(algorithm)"
        for start in try list(root).directories {
            for hex in try list("\(root)/\(start)").directories {
                guard let digest = try? Digest("\(algorithm):\(hex)"), digest.hex.hasPrefix(start) else { continue }
                let folder = "\(root)/\(start)/\(hex)"
                let content = try list(folder)
                if let size = content.files["data"] {
                    table.add(digest, size: size)
                } else if content.links.contains("data"), let file = try files.locate("\(folder)/data") {
                    table.add(digest, size: file.size)
                }
            }
        }
    }

    private mutating func takeRepositories(below name: String) throws(LayoutError) {
        let root = prefix + StoragePath.repositories
        let folders = try list(name.isEmpty ? root : "\(root)/\(name)").directories
        if folders.contains("_manifests"), let repository = try? RepositoryName(name) {
            table.add(repository)
            try takeTags(of: repository)
        }
        for folder in folders where !folder.hasPrefix("_") {
            try takeRepositories(below: name.isEmpty ? folder : "\(name)/\(folder)")
        }
    }

    private mutating func takeTags(of repository: RepositoryName) throws(LayoutError) {
        for name in try list("\(prefix)\(StoragePath.repositories)/\(repository)/_manifests/tags").directories {
            guard let tag = try? Tag(name) else { continue }
            let link = prefix + StoragePath.tag(tag, in: repository)
            guard let bytes = try files.read(link, limit: Int64(StoredLink.sizeLimit)) else { continue }
            guard let digest = StoredLink.digest(bytes) else {
                throw LayoutError(path: "\(files.path)/\(link)", message: "it names no digest")
            }
            table.add(ArchiveVolume.TagLink(tag: tag, repository: repository, digest: digest))
        }
    }

    /// Lists all files below a folder; links to folders are not followed, so that there are no cycles.
    private mutating func takeDocuments(below folder: String) throws(LayoutError) {
        let content = try list(folder)
        for (name, size) in content.files { table.add(document: "\(folder)/\(name)", size: size) }
        for name in content.directories { try takeDocuments(below: "\(folder)/\(name)") }
    }

    private mutating func take(document name: String) throws(LayoutError) {
        guard let file = try files.locate(name) else { return }
        table.add(document: name, size: file.size)
    }

    private mutating func list(_ folder: String) throws(LayoutError) -> LayoutFiles.Listing {
        let listing = try files.list(folder)
        seen += listing.directories.count + listing.files.count
        guard seen <= StorageFolder.fileLimit else {
            throw LayoutError(
                path: files.path,
                message: "it has more than the \(StorageFolder.fileLimit) files that are listed"
            )
        }
        return listing
    }
}
