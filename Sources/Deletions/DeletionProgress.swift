// SPDX-License-Identifier: Apache-2.0

/// What planning a deletion is busy with.
package enum DeletionProgress: Sendable, Equatable {
    case readingReleases
    case readingCatalogs
    /// So many bytes of catalogs arrived.
    case readCatalogs(bytes: Int64)
    case surveyed(count: Int, of: Int)
}
