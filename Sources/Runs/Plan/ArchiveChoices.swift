// SPDX-License-Identifier: Apache-2.0

package import Plans

/// The options for writing and reading archives.
package struct ArchiveChoices: Sendable {
    /// The folder of the archive to read, without `file://`.
    package let source: String?
    /// The maximum size of a volume in bytes, instead of the configuration's.
    package let volumeLimit: Int64?
    /// The content that the far side lacks and that is sent again.
    package let missing: MissingReport?
    /// The archive of oc-mirror v1 that is read, if it is one; its files are in the folder `source`.
    package let sequence: ChosenSequence?
    /// Whether metadata of oc-mirror v1 in an archive leaves out what the configuration dropped, so that publishing the
    /// archive deletes it.
    package let dropsUnwanted: Bool

    package init(
        source: String? = nil,
        volumeLimit: Int64? = nil,
        missing: MissingReport? = nil,
        sequence: ChosenSequence? = nil,
        dropsUnwanted: Bool = false
    ) {
        self.source = source
        self.sequence = sequence
        self.volumeLimit = volumeLimit
        self.missing = missing
        self.dropsUnwanted = dropsUnwanted
    }
}
