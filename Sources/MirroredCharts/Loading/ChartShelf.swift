// SPDX-License-Identifier: Apache-2.0

package import Cache
package import OCI
import Plans
import Scheduling

/// The packaged charts that the cache keeps, by digest.
package struct ChartShelf: Sendable {
    private let cache: DiskCache

    /// The most bytes of a packaged chart.
    static let sizeLimit = 64 << 20

    package init(cache: DiskCache) { self.cache = cache }

    /// Keeps a chart, and returns its digest.
    @discardableResult
    package func keep(_ bytes: [UInt8]) async throws -> Digest {
        let digest = Digest(of: bytes)
        let name = ChartRecord.cacheName(of: digest)
        try await blocking { [cache] in
            guard cache.bytes(of: name, digest: digest, limit: Self.sizeLimit) == nil else { return }
            try cache.store(bytes, as: name)
        }
        return digest
    }

    /// Returns a chart that was kept, if its bytes are still those.
    package func bytes(of digest: Digest) async throws -> [UInt8]? {
        try await blocking { [cache] in
            cache.bytes(of: ChartRecord.cacheName(of: digest), digest: digest, limit: Self.sizeLimit)
        }
    }

    /// The file of a chart.
    func path(of digest: Digest) -> String { cache.path(of: ChartRecord.cacheName(of: digest)) }
}
