// SPDX-License-Identifier: Apache-2.0

/// The step of a sequence of oc-mirror v1 that applying takes.
package struct ReviewedSequence: Sendable, Equatable, Encodable {
    /// The sequence that is written.
    package let number: Int
    /// The UUID of the workspace.
    package let workspace: String
    /// Whether the workspace begins with it.
    package let isFirst: Bool
    /// Where the metadata is kept: `file://` and a folder, or an image; absent for an archive that stands alone.
    package let place: String?
}
