// SPDX-License-Identifier: Apache-2.0

/// The progress of a section; the words are its own, such as `catalogs`.
package enum SectionProgress: Sendable, Equatable {
    /// It begins to read something.
    case reading(String)
    /// This many bytes of it have arrived.
    case read(String, bytes: Int64)
}
