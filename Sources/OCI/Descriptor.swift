// SPDX-License-Identifier: Apache-2.0

/// The description of some content in an index or manifest (OCI image-spec, descriptor.md).
package struct Descriptor: Sendable, Hashable, Codable {
    package var mediaType: MediaType
    package var digest: Digest
    /// The exact size in bytes.
    package var size: Int64
    package var platform: Platform?
    package var artifactType: String?
    package var annotations: [String: String]?
    package var urls: [String]?

    /// The maximum size that content may claim to have, 1 TiB: the sizes in a manifest of 16 MiB then still add up in
    /// 64 bits.
    package static let sizeLimit: Int64 = 1 << 40

    package init(
        mediaType: MediaType,
        digest: Digest,
        size: Int64,
        platform: Platform? = nil,
        artifactType: String? = nil,
        annotations: [String: String]? = nil
    ) {
        self.mediaType = mediaType
        self.digest = digest
        self.size = size
        self.platform = platform
        self.artifactType = artifactType
        self.annotations = annotations
    }

    private enum CodingKeys: String, CodingKey {
        case mediaType, digest, size, platform, artifactType, annotations, urls
    }

    /// Reads a descriptor as pull tools do: an optional field that is `null` or incomplete counts as absent.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        mediaType = try fields.decodeIfPresent(MediaType.self, forKey: .mediaType) ?? MediaType(rawValue: "")
        digest = try fields.decode(Digest.self, forKey: .digest)
        size = try fields.decode(Int64.self, forKey: .size)
        platform = try fields.decodeIfPresent(PartialPlatform.self, forKey: .platform)?.platform
        artifactType = try fields.decodeIfPresent(String.self, forKey: .artifactType)
        annotations = try fields.decodeIfPresent(Annotations.self, forKey: .annotations)?.texts
        urls = try fields.decodeIfPresent([String?].self, forKey: .urls)?.compactMap(\.self)
    }

    /// Whether a selection of platforms includes this child of an index.
    ///
    /// An empty selection includes everything. A child without a platform, such as a nested index or an attestation,
    /// is always included.
    package func isSelected(by platforms: [Platform]) -> Bool {
        guard !platforms.isEmpty, let platform, platform.os != "unknown" else { return true }
        return platforms.contains { platform.satisfies($0) }
    }
}
