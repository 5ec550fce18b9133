// SPDX-License-Identifier: Apache-2.0

package import OCI

/// Something that a history and the volumes it tells of do not agree in.
package struct HistoryFinding: Sendable, Encodable, Equatable {
    /// What is wrong.
    package enum Kind: String, Sendable, Encodable {
        /// The history lacks a set.
        case unknownSet = "unknown-set"
        /// The history lacks a set of which not every volume is there.
        case incompleteSet = "incomplete-set"
        /// A set was planned for another archive.
        case otherTarget = "other-target"
        /// The record names other volumes than the set has.
        case volumes
        case size
        case checksum
        /// The record names other blobs than the volumes have.
        case blobs
        /// Two sets have a volume of the same number.
        case numbers
        /// A volume is not what was written.
        case damaged
        /// The index beside the volumes is wrong.
        case index
    }

    package let kind: Kind
    /// The plan of the set, if that is known.
    package let set: Digest?
    /// The name of the volume, if it is about one.
    package let volume: String?
    /// What the volumes say.
    package let found: String
    /// What the history says.
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

    /// Whether the volumes tell how to put the history right.
    package var isRepairable: Bool {
        switch kind {
        case .unknownSet, .volumes, .size, .checksum, .blobs: true
        case .incompleteSet, .otherTarget, .numbers, .damaged, .index: false
        }
    }
}
