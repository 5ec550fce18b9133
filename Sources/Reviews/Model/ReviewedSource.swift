// SPDX-License-Identifier: Apache-2.0

/// The archive that a plan reads.
package struct ReviewedSource: Sendable, Equatable, Encodable {
    /// `file://` and the folder.
    package let folder: String
    /// The names of its volumes, in order; empty for an unpacked archive.
    package let volumes: [String]
}
