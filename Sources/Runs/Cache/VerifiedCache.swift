// SPDX-License-Identifier: Apache-2.0

package import Cache

/// What came of reading every file of a cache that a digest proves.
package struct VerifiedCache: Sendable, Equatable {
    /// The files that were read, or looked at.
    package let files: [CachedFile]
    /// The files that are not what they should be; of a repair those that were removed.
    package let faults: [CacheFault]
    /// Whether the files that were wrong are gone.
    package let areRemoved: Bool

    package init(files: [CachedFile], faults: [CacheFault], areRemoved: Bool = false) {
        self.files = files
        self.faults = faults
        self.areRemoved = areRemoved
    }

    /// Whether nothing is wrong any more.
    package var isWhole: Bool { faults.isEmpty || areRemoved }
}
