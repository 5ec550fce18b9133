// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import Layouts
import OCI
package import Registry

/// Reads manifests and blobs from where a plan says they are: registries and layouts on disk.
package struct ContentSource: Sendable {
    private let client: RegistryClient

    package init(client: RegistryClient) { self.client = client }

    /// Returns the manifest of the given digest; it is verified.
    func manifest(_ digest: Digest, at place: ContentPlace) async throws -> Manifest {
        switch place {
        case .repository(let repository): try await client.manifest(repository, .digest(digest))
        case .layout(let path): try ImageLayout(path: path).manifest(digest)
        }
    }

    /// Hands the blob's bytes from `offset` on to `read`; they are not verified.
    func blob<Result: Sendable>(
        _ descriptor: Descriptor,
        at place: ContentPlace,
        from offset: Int64,
        _ read: (any ByteStream) async throws -> Result
    ) async throws -> Result {
        switch place {
        case .repository(let repository): try await client.blob(repository, descriptor, from: offset, read)
        case .layout(let path): try await read(ImageLayout(path: path).blob(descriptor, from: offset))
        }
    }
}

/// A repository or a layout, as plans spell it.
enum ContentPlace: Sendable, Hashable {
    case repository(Repository)
    case layout(path: String)

    /// Parses `host/name`, a reference, or `oci://directory`, with or without a digest.
    init(_ text: String) throws {
        if text.hasPrefix("oci://") {
            var path = text.dropFirst("oci://".count)
            // A directory may have an @ in its name too.
            if let at = path.lastIndex(of: "@"), (try? Digest(String(path[path.index(after: at)...]))) != nil {
                path = path[..<at]
            }
            self = .layout(path: String(path))
        } else {
            self = .repository(try ImageReference(text).repository)
        }
    }
}
