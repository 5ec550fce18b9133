// SPDX-License-Identifier: Apache-2.0

package import Cache
package import Layouts

/// The cache of a run.
package protocol RunCache: Sendable {
    /// The blob stores of other tools on this machine; they are read and never changed.
    var stores: [BlobStore] { get }

    /// Opens the cache; makes it if it is missing.
    func open() async throws -> DiskCache

    /// Opens the cache if it exists and is not locked.
    func openIfFree() async throws -> DiskCache?
}
