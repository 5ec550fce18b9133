// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
package import Layouts
package import OCI
package import Registry

/// The place of an image's content: a repository of a registry, a layout on disk, or an archive.
package enum ImagePlace: Sendable {
    case registry(RegistryClient, Repository)
    case layout(ImageLayout)
    case archive(ArchivePlace)

    /// Returns the manifest with the given digest, verified.
    package func manifest(_ digest: Digest) async throws -> Manifest {
        switch self {
        case .registry(let client, let repository): try await client.manifest(repository, .digest(digest))
        case .layout(let layout): try layout.manifest(digest)
        case .archive(let archive): try await archive.manifest(digest)
        }
    }

    /// Passes a blob's bytes from `offset` on to `read`; they are not verified.
    package func blob<Result: Sendable>(
        _ descriptor: Descriptor,
        from offset: Int64,
        _ read: (any ByteStream) async throws -> Result
    ) async throws -> Result {
        switch self {
        case .registry(let client, let repository): try await client.blob(repository, descriptor, from: offset, read)
        case .layout(let layout): try await read(layout.blob(descriptor, from: offset))
        case .archive(let archive): try await archive.blob(descriptor, from: offset, read)
        }
    }

    /// Passes a blob to `read`, again from its start if the transfer breaks off; the bytes are not verified.
    package func wholeBlob<Result: Sendable>(
        _ descriptor: Descriptor,
        _ read: (any ByteStream) async throws -> Result
    ) async throws -> Result {
        switch self {
        case .registry(let client, let repository): try await client.wholeBlob(repository, descriptor, read)
        case .layout: try await blob(descriptor, from: 0, read)
        case .archive(let archive): try await archive.wholeBlob(descriptor, read)
        }
    }

    /// Returns the bytes of a blob of at most `limit` bytes, verified against its digest.
    package func verifiedBlob(_ descriptor: Descriptor, limit: Int) async throws -> [UInt8] {
        try await wholeBlob(descriptor) { stream in
            try await VerifiedStream(stream, as: descriptor).collect(limit: limit)
        }
    }
}
