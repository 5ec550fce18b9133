// SPDX-License-Identifier: Apache-2.0

package import Cache
package import Layouts

/// The cache that a run uses, wherever that is.
package protocol RunCache: Sendable {
    /// What other tools keep on this machine; it is read and never changed.
    var stores: [BlobStore] { get }

    /// Opens the cache; it is made if need be.
    func open() async throws -> DiskCache

    /// Opens the cache if there is one and it can be had at once.
    func openIfFree() async throws -> DiskCache?
}
