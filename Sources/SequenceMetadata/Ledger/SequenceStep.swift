// SPDX-License-Identifier: Apache-2.0

/// What one run did, as far as the metadata of oc-mirror v1 records it.
package struct SequenceStep: Sendable {
    /// The time when the run began, in seconds since 1970.
    package let timestamp: Int64
    /// The section of the configuration, with the bounds of release channels filled in.
    package let configuration: MirrorSection
    package let catalogs: [RecordedCatalog]
    package let channels: [RecordedChannel]
    /// The images that the run mirrored.
    package let mirrored: [RecordedImage]
    /// The images of earlier runs that are dropped.
    package let dropped: Set<Association.Key>

    package init(
        timestamp: Int64,
        configuration: MirrorSection,
        catalogs: [RecordedCatalog] = [],
        channels: [RecordedChannel] = [],
        mirrored: [RecordedImage] = [],
        dropped: Set<Association.Key> = []
    ) {
        self.timestamp = timestamp
        self.configuration = configuration
        self.catalogs = catalogs
        self.channels = channels
        self.mirrored = mirrored
        self.dropped = dropped
    }
}
