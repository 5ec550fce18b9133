// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A difference between a history and its volumes.
package struct HistoryFinding: Sendable, Encodable, Equatable {
    /// The kind of a difference.
    package enum Kind: String, Sendable, Encodable {
        /// A set is missing in the history.
        case unknownSet = "unknown-set"
        /// A set is missing in the history, and not all of its volumes are there.
        case incompleteSet = "incomplete-set"
        /// A set was planned for another archive.
        case otherTarget = "other-target"
        /// The record names other volumes than the set has.
        case volumes
        case size
        case checksum
        /// The record names other blobs than the volumes have.
        case blobs
        /// Two sets have a volume with the same number.
        case numbers
        /// The content of a volume was changed.
        case damaged
        /// The index beside the volumes is wrong.
        case index
    }

    package let kind: Kind
    /// The plan of the set; `nil` if no set is known for the volume.
    package let set: Digest?
    /// The name of the volume, if the finding is about one.
    package let volume: String?
    /// The facts according to the volumes.
    package let found: String
    /// The facts according to the history.
    package let expected: String
    package let remedy: String

    init(
        kind: Kind,
        set: Digest?,
        volume: String? = nil,
        found: String,
        expected: String,
        remedy: String
    ) {
        self.kind = kind
        self.set = set
        self.volume = volume
        self.found = found
        self.expected = expected
        self.remedy = remedy
    }

    /// Whether the volumes have the information to repair the history.
    package var isRepairable: Bool {
        switch kind {
        case .unknownSet, .volumes, .size, .checksum, .blobs: true
        case .incompleteSet, .otherTarget, .numbers, .damaged, .index: false
        }
    }
}
