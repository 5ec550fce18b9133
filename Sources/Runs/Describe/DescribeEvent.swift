// SPDX-License-Identifier: Apache-2.0

/// What happens while an archive is described.
package enum DescribeEvent: Sendable, Equatable {
    /// So many bytes were read.
    case reading(bytes: Int64, of: Int64)
    /// Something to know, with its line's end.
    case note(String)
}
