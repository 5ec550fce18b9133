// SPDX-License-Identifier: Apache-2.0

package import Plans

/// How archives are written and read.
package struct ArchiveChoices: Sendable {
    /// The folder of the archive that is read, without `file://`.
    package let source: String?
    /// The most bytes of a volume that is written, instead of what the configuration says.
    package let volumeLimit: Int64?
    /// What the far side lacks, which is brought again.
    package let missing: MissingReport?

    package init(source: String? = nil, volumeLimit: Int64? = nil, missing: MissingReport? = nil) {
        self.source = source
        self.volumeLimit = volumeLimit
        self.missing = missing
    }
}
