// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A layer that this tool made: an uncompressed tar.
package struct TopLayer: Sendable, Hashable {
    package let digest: Digest
    /// Its length in bytes.
    package let size: Int64
    /// The layer's comment in the history of the image.
    package let comment: String
    package let content: BuiltImage.Content

    package init(digest: Digest, size: Int64, comment: String, content: BuiltImage.Content) {
        self.digest = digest
        self.size = size
        self.comment = comment
        self.content = content
    }

    /// A layer in memory.
    package init(_ bytes: [UInt8], comment: String) {
        self.init(digest: Digest(of: bytes), size: Int64(bytes.count), comment: comment, content: .bytes(bytes))
    }
}

/// Adds layers to an image's manifest and configuration, and keeps all their other content.
package struct ToppedImage {
    /// The layers, the lowest first.
    package let layers: [TopLayer]
    /// Changes the settings of what the image runs: the object `config` of its configuration (OCI image-spec,
    /// config.md).
    let adapt: (inout [String: Any]) -> Void

    package init(layers: [TopLayer], adapt: @escaping (inout [String: Any]) -> Void) {
        self.layers = layers
        self.adapt = adapt
    }

    private static let dockerLayer = MediaType(rawValue: "application/vnd.docker.image.rootfs.diff.tar")
    private static let dockerConfiguration = MediaType(rawValue: "application/vnd.docker.container.image.v1+json")

    /// Whether a manifest is that of an image that runs, not of an artifact.
    static func isImage(_ manifest: Manifest) -> Bool {
        guard case .image(let configuration, _) = manifest.content else { return false }
        return [.ociConfiguration, dockerConfiguration].contains(configuration.mediaType)
    }

    /// Returns the configuration with the layers; it gets no time, because then each run would give another image.
    func configuration(_ bytes: [UInt8]) throws -> [UInt8] {
        var fields = try JSONFields(bytes, of: "configuration")
        guard var rootfs = fields["rootfs"] as? [String: Any], let below = rootfs["diff_ids"] as? [String] else {
            throw JSONFields.Failure(message: "the configuration has no list `rootfs.diff_ids`")
        }
        rootfs["diff_ids"] = below + layers.map(\.digest.description)
        fields["rootfs"] = rootfs
        var settings = fields["config"] as? [String: Any] ?? [:]
        adapt(&settings)
        fields["config"] = settings
        // If there is a history, it has an entry for each layer.
        if let history = fields["history"] as? [Any] {
            fields["history"] = history + layers.map { ["created_by": $0.comment] }
        }
        return try fields.bytes
    }

    /// Returns the manifest with the layers and the new configuration, with media types of the same family.
    func manifest(_ base: Manifest, configuration: [UInt8]) throws -> Manifest {
        var fields = try JSONFields(base.bytes, of: "manifest")
        guard var reference = fields["config"] as? [String: Any] else {
            throw JSONFields.Failure(message: "the manifest has no `config`")
        }
        let below = fields["layers"] as? [Any] ?? []
        reference["digest"] = Digest(of: configuration).description
        reference["size"] = configuration.count
        // The bytes may be in the descriptor too.
        reference["data"] = nil
        fields["config"] = reference
        let type: MediaType = base.descriptor.mediaType == .dockerManifest ? Self.dockerLayer : .ociLayer
        fields["layers"] =
            below
            + layers.map { layer -> [String: Any] in
                ["mediaType": type.rawValue, "digest": layer.digest.description, "size": layer.size]
            }
        return try Manifest(try fields.bytes, mediaType: base.descriptor.mediaType)
    }

    /// Returns the index with the new manifests; a manifest without a replacement is left out.
    static func index(_ base: Manifest, _ replacements: [Digest: Manifest]) throws -> Manifest {
        var fields = try JSONFields(base.bytes, of: "index")
        guard let children = fields["manifests"] as? [[String: Any]] else {
            throw JSONFields.Failure(message: "the index has no `manifests`")
        }
        fields["manifests"] = children.compactMap { child -> [String: Any]? in
            guard let text = child["digest"] as? String, let digest = try? Digest(text),
                let descriptor = replacements[digest]?.descriptor
            else { return nil }
            return child.merging(["digest": descriptor.digest.description, "size": descriptor.size]) { $1 }
                .filter { $0.key != "data" }
        }
        return try Manifest(try fields.bytes, mediaType: base.descriptor.mediaType)
    }
}
