// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
package import Layouts
package import OCI
import Scheduling

/// The blobs that caches on this machine have, so that they need not be downloaded.
///
/// A lookup costs one look at a file name. A file in the place of a blob is read once before it is used; if its bytes
/// do not match the digest, it is skipped.
package struct KeptBlobs: Sendable {
    /// A file that does not match the blob in whose place it is.
    package struct Broken: Sendable, Equatable {
        package let digest: Digest
        package let path: String
    }

    private let cache: DiskCache?
    private let stores: [BlobStore]
    private let passedOver: @Sendable (Broken) -> Void
    /// The paths of whole blobs; `nil` for blobs that no cache has.
    private let known = RememberedWork<Digest, String?>()

    /// Looks into our own cache first, then into other stores; `passedOver` is told about each broken file once.
    package init(
        cache: DiskCache? = nil,
        stores: [BlobStore] = [],
        passedOver: @escaping @Sendable (Broken) -> Void = { _ in }
    ) {
        self.cache = cache
        self.stores = stores
        self.passedOver = passedOver
    }

    /// Streams a blob from an offset to its end; `nil` if no cache has it.
    package func blob(_ descriptor: Descriptor, from offset: Int64) async throws -> (any ByteStream)? {
        guard let path = try await known.value(for: descriptor.digest, { try await path(of: descriptor) }) else {
            return nil
        }
        // If the file was removed meanwhile, the caller downloads the blob.
        return try? FileStream(path: path, size: descriptor.size, from: offset)
    }

    private func path(of descriptor: Descriptor) async throws -> String? {
        let (digest, size) = (descriptor.digest, descriptor.size)
        for store in (cache.map { [$0.blobs] } ?? []) + stores where store.mayHold(digest, size: size) {
            let path = store.path(of: digest)
            guard try await blocking({ store.holds(digest, size: size) }) else {
                passedOver(Broken(digest: digest, path: path))
                continue
            }
            if let cache, store.root == cache.root { cache.markUsed(path) }
            return path
        }
        return nil
    }
}
