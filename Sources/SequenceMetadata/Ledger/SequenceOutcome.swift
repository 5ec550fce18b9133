// SPDX-License-Identifier: Apache-2.0

/// What a plan did once it was applied completely, as far as metadata records it.
package struct SequenceOutcome: Sendable {
    /// The time of the run, in seconds since 1970.
    package let timestamp: Int64
    /// The images of `Plan.sequencedImages(besides:)`.
    package let mirrored: [RecordedImage]
    /// The manifests that were deleted from the target.
    package let deleted: Set<MirroredManifest>

    package init(timestamp: Int64, mirrored: [RecordedImage], deleted: Set<MirroredManifest> = []) {
        self.timestamp = timestamp
        self.mirrored = mirrored
        self.deleted = deleted
    }
}
