// SPDX-License-Identifier: Apache-2.0

/// The fields of a manifest or index that are used here; a list that is `null` is empty.
struct ManifestBody: Decodable {
    private enum CodingKeys: String, CodingKey {
        case schemaVersion, mediaType, artifactType, manifests, config, layers, blobs, subject, annotations, fsLayers
    }

    let mediaType: MediaType?
    let artifactType: String?
    let manifests: [Descriptor]?
    /// Whether there is a field `manifests`, even one that is `null`.
    let hasManifests: Bool
    let config: Descriptor?
    let layers: [Descriptor]?
    /// The list that an artifact manifest has instead of layers.
    let blobs: [Descriptor]?
    let subject: Descriptor?
    let annotations: Annotations?
    /// Whether it has the schema that Docker retired.
    let isOfSchema1: Bool

    /// Whether it is an index, if no type says so.
    var isIndex: Bool { manifests != nil || hasManifests && config == nil }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let type = try fields.decodeIfPresent(MediaType.self, forKey: .mediaType)
        mediaType = type?.rawValue.isEmpty == true ? nil : type
        artifactType = try fields.decodeIfPresent(String.self, forKey: .artifactType)
        manifests = try fields.decodeIfPresent([Descriptor].self, forKey: .manifests)
        hasManifests = fields.contains(.manifests)
        config = try fields.decodeIfPresent(Descriptor.self, forKey: .config)
        layers = try fields.decodeIfPresent([Descriptor].self, forKey: .layers)
        blobs = type == .ociArtifact ? try fields.decodeIfPresent([Descriptor].self, forKey: .blobs) : nil
        subject = try fields.decodeIfPresent(Descriptor.self, forKey: .subject)
        annotations = try fields.decodeIfPresent(Annotations.self, forKey: .annotations)
        let version = try fields.decodeIfPresent(Int.self, forKey: .schemaVersion)
        isOfSchema1 = try version == 1 || fields.contains(.fsLayers) && !fields.decodeNil(forKey: .fsLayers)
    }
}
