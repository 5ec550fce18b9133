// SPDX-License-Identifier: Apache-2.0

/// What happens while a catalog is looked through.
package enum OperatorLookupEvent: Sendable, Equatable {
    case reading
    /// So many bytes of the catalog arrived.
    case read(bytes: Int64)
    /// An operator cannot be read, and why.
    case unreadable(String)
}
