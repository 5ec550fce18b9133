// SPDX-License-Identifier: Apache-2.0

import OCI

/// Something that a history and the volumes it tells of do not agree in.
struct HistoryFinding: Encodable, Equatable {
    /// What is wrong.
    enum Kind: String, Encodable {
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

    var kind: Kind
    /// The plan of the set, if that is known.
    var set: Digest?
    /// The name of the volume, if it is about one.
    var volume: String?
    /// What the volumes say.
    var found: String
    /// What the history says.
    var expected: String
    var remedy: String

    /// Whether the volumes tell how to put the history right.
    var isRepairable: Bool {
        switch kind {
        case .unknownSet, .volumes, .size, .checksum, .blobs: true
        case .incompleteSet, .otherTarget, .numbers, .damaged, .index: false
        }
    }
}
