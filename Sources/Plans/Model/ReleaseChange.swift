// SPDX-License-Identifier: Apache-2.0

/// How the releases of one processor change since the plan that was applied before.
package struct ReleaseChange: Sendable, Hashable, Codable {
    /// The processor, or `multi`.
    package let architecture: String
    package let cause: ChangeCause
    /// The versions that come, in the order of versions.
    package let added: [String]
    /// The versions that the configuration no longer asks for, in the order of versions.
    package let dropped: [String]
    /// The number of releases that stay.
    package let staying: Int

    package init(
        architecture: String,
        because cause: ChangeCause,
        added: [String],
        dropped: [String],
        staying: Int
    ) {
        self.architecture = architecture
        self.cause = cause
        self.added = added
        self.dropped = dropped
        self.staying = staying
    }
}
