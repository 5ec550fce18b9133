// SPDX-License-Identifier: Apache-2.0

package import Cache

/// The result of verifying the files of a cache.
package struct VerifiedCache: Sendable, Equatable {
    /// The files that were read or listed.
    package let files: [CachedFile]
    /// The damaged files; after a repair, those that were removed.
    package let faults: [CacheFault]
    /// Whether the damaged files were removed.
    package let areRemoved: Bool

    package init(files: [CachedFile], faults: [CacheFault], areRemoved: Bool = false) {
        self.files = files
        self.faults = faults
        self.areRemoved = areRemoved
    }

    /// Whether no damaged file is left.
    package var isWhole: Bool { faults.isEmpty || areRemoved }
}
