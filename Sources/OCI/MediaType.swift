// SPDX-License-Identifier: Apache-2.0

/// The type of a blob or manifest; types that this tool does not know are kept unchanged.
package struct MediaType: Sendable, Hashable, Codable, RawRepresentable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    package static let ociIndex = Self(rawValue: "application/vnd.oci.image.index.v1+json")
    package static let ociManifest = Self(rawValue: "application/vnd.oci.image.manifest.v1+json")
    package static let ociConfiguration = Self(rawValue: "application/vnd.oci.image.config.v1+json")
    package static let ociLayer = Self(rawValue: "application/vnd.oci.image.layer.v1.tar")
    package static let ociGzippedLayer = Self(rawValue: "application/vnd.oci.image.layer.v1.tar+gzip")
    package static let ociEmpty = Self(rawValue: "application/vnd.oci.empty.v1+json")
    /// The type of artifacts before they became image manifests (OCI image-spec 1.1 rc 1); registries still have
    /// some.
    package static let ociArtifact = Self(rawValue: "application/vnd.oci.artifact.manifest.v1+json")
    package static let dockerList = Self(rawValue: "application/vnd.docker.distribution.manifest.list.v2+json")
    package static let dockerManifest = Self(rawValue: "application/vnd.docker.distribution.manifest.v2+json")
    package static let dockerSchema1 = Self(rawValue: "application/vnd.docker.distribution.manifest.v1+json")
    package static let dockerSignedSchema1 = Self(rawValue: "application/vnd.docker.distribution.manifest.v1+prettyjws")

    /// The types of manifests that a pull accepts, in order of preference.
    package static let acceptedManifests: [Self] = [
        .ociIndex, .ociManifest, .dockerList, .dockerManifest, .ociArtifact,
    ]

    /// The types that servers use for documents that they do not recognize.
    private static let generic: Set<String> = [
        "application/json", "application/octet-stream", "binary/octet-stream", "text/plain",
    ]

    /// Whether the type says nothing about the kind of manifest.
    package var isGeneric: Bool { Self.generic.contains(rawValue.lowercased()) }

    /// Whether the type names an index or a Docker manifest list.
    package var isIndex: Bool { self == .ociIndex || self == .dockerList }

    /// Whether the type is that of a manifest of a single image or artifact.
    package var isManifest: Bool { self == .ociManifest || self == .dockerManifest || self == .ociArtifact }

    /// Whether an index entry of this type is a manifest; any other entry is a blob, such as a layer in BuildKit's
    /// cache.
    package var isOfManifest: Bool {
        isIndex || isManifest || self == .dockerSchema1 || self == .dockerSignedSchema1 || rawValue.isEmpty
    }

    /// Whether the layer may only be fetched from the URLs of its descriptor, and never pushed.
    package var isForeignLayer: Bool {
        rawValue.hasPrefix("application/vnd.oci.image.layer.nondistributable.")
            || rawValue.hasPrefix("application/vnd.docker.image.rootfs.foreign.")
    }

    package var description: String { rawValue }
}
