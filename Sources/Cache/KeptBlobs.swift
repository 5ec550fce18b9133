// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
package import Layouts
package import OCI
import Scheduling

/// Blobs that caches on this machine have, so that nobody need be asked for them.
///
/// Asking costs a look at a name. A file that is in the place of a blob is read once before it is used: one whose bytes
/// are not those of the digest is passed over.
package struct KeptBlobs: Sendable {
    /// A file that is not the blob in whose place it lies.
    package struct Broken: Sendable, Equatable {
        package let digest: Digest
        package let path: String
    }

    private let cache: DiskCache?
    private let stores: [BlobStore]
    private let passedOver: @Sendable (Broken) -> Void
    /// Where whole blobs lie; `nil` for those that nobody here has.
    private let known = RememberedWork<Digest, String?>()

    /// Looks into our own cache, then into the stores of others; `passedOver` is told of each broken file once.
    package init(
        cache: DiskCache? = nil,
        stores: [BlobStore] = [],
        passedOver: @escaping @Sendable (Broken) -> Void = { _ in }
    ) {
        self.cache = cache
        self.stores = stores
        self.passedOver = passedOver
    }

    /// Streams a blob from an offset to its end; `nil` where nobody here has it.
    package func blob(_ descriptor: Descriptor, from offset: Int64) async throws -> (any ByteStream)? {
        guard let path = try await known.value(for: descriptor.digest, { try await path(of: descriptor) }) else {
            return nil
        }
        // What was removed meanwhile is had from where it would have been had before.
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
