// SPDX-License-Identifier: Apache-2.0

/// A past run of oc-mirror v1.
package struct PastMirror: Sendable, Hashable {
    /// The time when the run began, in seconds since 1970.
    package let timestamp: Int64
    /// The number of the run, from 1.
    package let sequence: Int
    /// The section `mirror` of the configuration, with the bounds of release channels filled in.
    package let configuration: RecordedConfiguration
    /// The catalogs of the run; the oldest generations repeat those of earlier runs.
    package let catalogs: [RecordedCatalog]
    /// The release channels of which the run took the heads.
    package let channels: [RecordedChannel]
    /// The images of this run only.
    package let associations: [Association]
    /// The manifests that the run packed; the generations before v1alpha2 have this list.
    package let manifests: [PastManifest]
    /// The blobs that the run packed; the generations before v1alpha2 have this list.
    package let blobs: [PastBlob]

    package init(
        timestamp: Int64,
        sequence: Int,
        configuration: MirrorSection,
        catalogs: [RecordedCatalog] = [],
        channels: [RecordedChannel] = [],
        associations: [Association] = []
    ) {
        self.timestamp = timestamp
        self.sequence = sequence
        self.configuration = .alpha2(configuration)
        self.catalogs = catalogs
        self.channels = channels
        self.associations = associations
        manifests = []
        blobs = []
    }

    init(_ fields: Fields) {
        timestamp = fields.timestamp
        sequence = fields.sequence
        configuration = fields.configuration
        catalogs = fields.catalogs
        channels = fields.channels
        associations = fields.associations
        manifests = fields.manifests
        blobs = fields.blobs
    }

    /// The content of a run while it is read.
    struct Fields {
        var timestamp: Int64 = 0
        var sequence = 0
        var configuration: RecordedConfiguration
        var catalogs: [RecordedCatalog] = []
        var channels: [RecordedChannel] = []
        var associations: [Association] = []
        var manifests: [PastManifest] = []
        var blobs: [PastBlob] = []

        init(_ configuration: RecordedConfiguration) { self.configuration = configuration }
    }
}
