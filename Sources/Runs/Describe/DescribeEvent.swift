// SPDX-License-Identifier: Apache-2.0

/// An event while an archive is described.
package enum DescribeEvent: Sendable, Equatable {
    /// This many bytes were read.
    case reading(bytes: Int64, of: Int64)
    /// A message, with its line feed.
    case note(String)
}
