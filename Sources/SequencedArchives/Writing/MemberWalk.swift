// SPDX-License-Identifier: Apache-2.0

import Archives
import OCI
import SequenceMetadata

/// Walks through the folder that oc-mirror v1 would pack, in the order of its names.
struct MemberWalk {
    private let contents: ArchiveContents
    private(set) var members: [SequenceLayout.Member] = []
    /// The number of blobs among them.
    private(set) var blobs = 0

    init(_ contents: ArchiveContents) { self.contents = contents }

    /// A file of the folder; a blob may not become a member.
    private enum File {
        case folder
        case document(ArchiveContents.Content)
        case manifest(Manifest)
        case tag(Digest)
        case blob(Digest, ArchiveContents.Content)
    }

    mutating func takeAll() throws {
        let bytes = contents.metadata.bytes
        try add(WorkspaceMetadata.path, .file(size: Int64(bytes.count)), mode: 0o640, .bytes(bytes))
        let earlier = contents.earlier
        var packed: Set<Digest> = []
        let files = try self.files()
        for path in Self.walked(files.keys) {
            guard let file = files[path] else { continue }
            switch file {
            case .folder: try add(path, .directory, mode: 0o755)
            case .document(let content): try add(path, .file(size: content.size), mode: 0o644, content)
            case .manifest(let manifest):
                try add(path, .file(size: manifest.descriptor.size), mode: 0o600, .bytes(manifest.bytes))
            case .tag(let digest): try add(path, .symbolicLink(target: "\(digest)"), mode: 0o777)
            case .blob(let digest, let content):
                guard !earlier.contains(DigestText(digest)), packed.insert(digest).inserted else { continue }
                blobs += 1
                try add("blobs/\(digest)", .file(size: content.size), mode: 0o600, content)
            }
        }
    }

    /// The paths in the order of a walk through folders: names are compared part by part.
    private static func walked(_ paths: some Collection<String>) -> [String] {
        let slash = UInt8(ascii: "/")
        return paths.map { path in (path, path.utf8.map { $0 == slash ? 0 : $0 }) }
            .sorted { $0.1.lexicographicallyPrecedes($1.1) }
            .map(\.0)
    }

    private mutating func add(
        _ path: String,
        _ kind: TarEntry.Kind,
        mode: UInt16,
        _ content: ArchiveContents.Content? = nil
    ) throws(ArchiveError) {
        let time = contents.metadata.current?.timestamp ?? 0
        let entry = try TarEntry(path: path, kind: kind, mode: mode, modified: time)
        members.append(SequenceLayout.Member(entry: entry, content: content))
    }

    // MARK: The folder

    private func files() throws -> [String: File] {
        var files: [String: File] = ["charts": .folder, "release-signatures": .folder]
        for document in contents.documents { try add(document, to: &files) }
        for image in contents.images { try add(image, to: &files) }
        try requireImages(of: contents.metadata)
        return files
    }

    private static let folders: Set<Substring> = ["catalogs", "charts", "cincinnati", "release-signatures"]

    private func add(_ document: ArchiveContents.Document, to files: inout [String: File]) throws {
        let path = try TarEntry(path: document.path, kind: .directory).path
        let parts = path.split(separator: "/")
        guard let first = parts.first, Self.folders.contains(first), parts.count > 1 else {
            throw refusal("`\(path)` does not belong into an archive")
        }
        guard files.updateValue(.document(document.content), forKey: path) == nil else {
            throw refusal("`\(path)` is there twice")
        }
        for length in 1..<parts.count {
            let folder = parts.prefix(length).joined(separator: "/")
            if case .folder? = files[folder] { continue }
            guard files.updateValue(.folder, forKey: folder) == nil else {
                throw refusal("`\(folder)` is a file and a folder")
            }
        }
    }

    private func add(_ image: ArchiveContents.Image, to files: inout [String: File]) throws {
        let folder = "v2/\(image.repository)"
        for manifest in image.tree.manifests {
            let digest = manifest.descriptor.digest
            files["\(folder)/manifests/\(digest)"] = .manifest(manifest)
            files["\(folder)/blobs/\(digest)"] = .blob(digest, .bytes(manifest.bytes))
        }
        for blob in image.tree.blobs {
            files["\(folder)/blobs/\(blob.digest)"] = .blob(blob.digest, .blob(blob))
        }
        guard let tag = image.tag else { return }
        let root = image.tree.root.descriptor.digest
        if case .tag(let known)? = files.updateValue(.tag(root), forKey: "\(folder)/manifests/\(tag)"), known != root {
            throw refusal("\(image.repository):\(tag) is \(known) and \(root)")
        }
    }

    /// oc-mirror looks for the manifest and the tag of every image of the run, and gives up without.
    private func requireImages(of metadata: WorkspaceMetadata) throws(SequencedArchiveError) {
        struct Place: Hashable {
            let repository: String
            let digest: Digest
        }
        let given = Set(
            contents.images.flatMap { image in
                image.tree.manifests.map {
                    Place(repository: image.repository.description, digest: $0.descriptor.digest)
                }
            }
        )
        for association in metadata.current?.associations ?? [] {
            guard let digest = association.id.digest else { continue }
            guard given.contains(Place(repository: association.path, digest: digest)) else {
                throw refusal("the metadata names \(association.path)@\(digest), and the image is not given")
            }
        }
    }

    private func refusal(_ message: String) -> SequencedArchiveError {
        SequencedArchiveError(path: "archive", message: message)
    }
}
