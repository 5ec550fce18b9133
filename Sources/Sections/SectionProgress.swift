// SPDX-License-Identifier: Apache-2.0

/// What a section is busy with; the words are its own, such as `catalogs`.
package enum SectionProgress: Sendable, Equatable {
    /// It begins to read these.
    case reading(String)
    /// So many bytes of them arrived.
    case read(String, bytes: Int64)
}
