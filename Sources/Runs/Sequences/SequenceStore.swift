// SPDX-License-Identifier: Apache-2.0

import Applying
import Diagnostics
import Foundation
import Glibc
import HTTPTransport
import Layers
import OCI
import Plans
import Registry
import Scheduling
import SequenceMetadata

/// The place in which the metadata of a workspace is read and written.
struct SequenceStore: Sendable {
    let place: SequencePlace
    private let client: RegistryClient

    /// `clients` reach registries; a place with `skipTLS` lowers the demands on its own registry only.
    init(_ place: SequencePlace, clients: RegistryClients) {
        self.place = place
        if case .image(let name, skipsTLS: true) = place, let repository = try? name.reference().repository {
            client = clients.target.permittingAnyCertificate(of: repository)
        } else {
            client = clients.target
        }
    }

    /// The name of the place in messages.
    var name: String { place.metadataName }

    /// Reads the metadata; `nil` if there is none.
    ///
    /// Throws `MetadataError`, `MetadataImageError` and `UnreachableMetadata`.
    func read() async throws -> MetadataReader.Reading? {
        switch place {
        case .folder: try await blocking { try readFile() }
        case .image(let image, _): try await read(image)
        }
    }

    /// Replaces the metadata as a whole.
    ///
    /// oc-mirror writes over its file without cutting it, which can make the file unreadable to itself; this never does.
    func write(_ metadata: WorkspaceMetadata) async throws {
        do {
            switch place {
            case .folder(let folder): try await blocking { try Self.write(metadata, in: folder) }
            case .image(let image, _):
                let reference = try image.reference()
                guard let tag = reference.tag else { throw ReferenceError(text: "\(image)", message: "it has no tag") }
                try await BuiltImagePusher(target: client)
                    .push(MetadataImage.build(metadata), to: reference.repository, as: tag)
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            throw UnreachableMetadata(place: name, isWriting: true, reason: Explanation(error))
        }
    }

    // MARK: Folders

    private func readFile() throws -> MetadataReader.Reading? {
        let bytes: [UInt8]
        do {
            let file = FileHandle(fileDescriptor: try OwnFile.open(name, O_RDONLY), closeOnDealloc: true)
            bytes = try Self.bytes(of: file)
        } catch OwnFileError.unopened(_, ENOENT) {
            return nil
        } catch OwnFileError.foreign(_, let problem) {
            throw UnreachableMetadata(place: name, isWriting: false, reason: Explanation(problem))
        } catch {
            throw UnreachableMetadata(place: name, isWriting: false, reason: Explanation(error))
        }
        return try MetadataReader.read(bytes, from: name)
    }

    /// Reads a file in pieces, so that it is in memory only once; no more than a byte more than may be read.
    private static func bytes(of file: FileHandle) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(min(try file.seekToEnd(), UInt64(MetadataReader.sizeLimit))))
        try file.seek(toOffset: 0)
        while bytes.count <= MetadataReader.sizeLimit, let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
            bytes += piece
        }
        return bytes
    }

    /// The permissions of folders and of the file, as oc-mirror has them.
    private static let permissions: (folder: mode_t, file: mode_t) = (0o750, 0o640)

    private static func write(_ metadata: WorkspaceMetadata, in folder: String) throws {
        let path = SequencePlace.folder(folder).metadataName
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: Int(permissions.folder)]
        )
        try WholeFile.write(metadata.bytes, to: path, permissions: permissions.file)
    }

    // MARK: Images

    private func read(_ image: PlacedName) async throws -> MetadataReader.Reading? {
        do {
            let reference = try image.reference()
            // What is no registry also answers that it has no such image.
            try await client.requireRegistry(at: reference.repository)
            guard let tree = try await tree(reference) else { return nil }
            return try await MetadataImage.read(tree, at: name) { layer, read in
                try await client.wholeBlob(reference.repository, layer, read)
            }
        } catch let error as CancellationError {
            throw error
        } catch let error as MetadataError {
            throw error
        } catch let error as MetadataImageError {
            throw error
        } catch {
            throw UnreachableMetadata(place: name, isWriting: false, reason: Explanation(error))
        }
    }

    /// Reads the manifests of an image; `nil` if the registry has none, or shows none although it knows us.
    ///
    /// Some registries do not show a repository before something is pushed to it.
    private func tree(_ reference: ImageReference) async throws -> ImageTree? {
        let repository = reference.repository
        guard let name = reference.manifestReference, let found = try await client.head(repository, name) else {
            return nil
        }
        return try await ImageTree.read(found.digest, platforms: []) { digest in
            try await client.manifest(repository, .digest(digest))
        }
    }
}

extension SequencePlace {
    /// What messages call the metadata there: the path of the file, or the image.
    var metadataName: String {
        switch self {
        case .folder(let folder): (folder as NSString).appendingPathComponent(WorkspaceMetadata.path)
        case .image(let name, _): name.description
        }
    }
}
