// SPDX-License-Identifier: Apache-2.0

/// An event while a catalog is read.
package enum OperatorLookupEvent: Sendable, Equatable {
    case reading
    /// This many bytes of the catalog have arrived.
    case read(bytes: Int64)
    /// An operator cannot be read, with the reason.
    case unreadable(String)
}
