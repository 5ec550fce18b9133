// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
package import Layouts
package import OCI
package import Registry

/// Where the content of an image is read: a repository of a registry, or a layout on disk.
package enum ImagePlace: Sendable {
    case registry(RegistryClient, Repository)
    case layout(ImageLayout)

    /// Opens the place that a reference names.
    ///
    /// Throws `LayoutError` where there is no layout in the directory.
    package init(_ source: ImageSource, client: RegistryClient) throws(LayoutError) {
        switch source {
        case .registry(let reference): self = .registry(client, reference.repository)
        case .layout(let path): self = .layout(try ImageLayout(path: path))
        }
    }

    /// Returns the manifest of the given digest; it is verified.
    package func manifest(_ digest: Digest) async throws -> Manifest {
        switch self {
        case .registry(let client, let repository): try await client.manifest(repository, .digest(digest))
        case .layout(let layout): try layout.manifest(digest)
        }
    }

    /// Hands a blob to `read`, again from its start where it breaks off on the way; the bytes are not verified.
    package func wholeBlob<Result: Sendable>(
        _ descriptor: Descriptor,
        _ read: (any ByteStream) async throws -> Result
    ) async throws -> Result {
        switch self {
        case .registry(let client, let repository): try await client.wholeBlob(repository, descriptor, read)
        case .layout(let layout): try await read(layout.blob(descriptor))
        }
    }

    /// Returns the bytes of a blob of at most `limit` bytes, which are those that its digest names.
    package func verifiedBlob(_ descriptor: Descriptor, limit: Int) async throws -> [UInt8] {
        try await wholeBlob(descriptor) { stream in
            try await VerifiedStream(stream, as: descriptor).collect(limit: limit)
        }
    }
}
