// SPDX-License-Identifier: Apache-2.0

import Foundation
package import OCI
package import Registry

/// An image made for a test, the same bytes on every run: blobs, and manifests in the order of their upload.
package struct TestImage: Sendable {
    /// The media types that an image is written with.
    package enum Format: Sendable { case oci, docker }

    /// Content by digest.
    package private(set) var blobs: [Digest: [UInt8]] = [:]
    /// The manifests, children before their index.
    package private(set) var manifests: [Manifest] = []
    /// The platforms of an index that are left out of ``manifests``: a sparse index.
    package private(set) var absent: [Descriptor] = []

    /// The manifest or index that names the image.
    package var top: Manifest { manifests[manifests.count - 1] }
    package var digest: Digest { top.descriptor.digest }
    /// The sum of all blobs.
    package var blobSize: Int { blobs.values.reduce(0) { $0 + $1.count } }

    private init() {}

    /// Makes an image of one platform.
    ///
    /// Layers with the same bytes in several images are shared blobs.
    package init(
        layers: [[UInt8]],
        format: Format = .oci,
        platform: Platform = Platform(os: "linux", architecture: "amd64"),
        labels: [String: String] = [:],
        entryPoint: [String]? = nil,
        command: [String]? = nil,
        environment: [String]? = nil,
        annotations: [String: String]? = nil
    ) throws {
        let diffs = layers.map { Digest(of: $0).description }
        var settings: [String: Any] = ["Labels": labels]
        if let entryPoint { settings["Entrypoint"] = entryPoint }
        if let command { settings["Cmd"] = command }
        if let environment { settings["Env"] = environment }
        let configuration = try Self.json([
            "architecture": platform.architecture, "os": platform.os, "config": settings,
            "rootfs": ["type": "layers", "diff_ids": diffs],
        ])
        try self.init(
            configuration: configuration,
            type: format == .oci
                ? .ociConfiguration : MediaType(rawValue: "application/vnd.docker.container.image.v1+json"),
            layers: layers.map { (Self.layerType($0, format), $0) },
            format: format,
            annotations: annotations
        )
    }

    /// Makes an image from its parts, such as an artifact or a signature.
    package init(
        configuration: [UInt8],
        type: MediaType,
        layers: [(type: MediaType, bytes: [UInt8])],
        format: Format = .oci,
        artifactType: String? = nil,
        subject: Descriptor? = nil,
        annotations: [String: String]? = nil,
        layerAnnotations: [String: String]? = nil
    ) throws {
        let blobs = layers.map { layer in
            var fields = Self.fields(add(layer.bytes, layer.type))
            if let layerAnnotations { fields["annotations"] = layerAnnotations }
            return fields
        }
        var body: [String: Any] = [
            "schemaVersion": 2,
            "mediaType": (format == .oci ? MediaType.ociManifest : .dockerManifest).rawValue,
            "config": Self.fields(add(configuration, type)),
            "layers": blobs,
        ]
        if let subject { body["subject"] = Self.fields(subject) }
        if let artifactType { body["artifactType"] = artifactType }
        if let annotations { body["annotations"] = annotations }
        manifests = [try Manifest(try Self.json(body))]
    }

    /// Makes an index of images, some of which may stay away.
    ///
    /// One that is for no platform has none in the index.
    package static func index(
        _ images: [(platform: Platform?, image: TestImage)],
        format: Format = .oci,
        without absent: Set<Platform> = []
    ) throws -> TestImage {
        var result = TestImage()
        var descriptors: [Descriptor] = []
        for (platform, image) in images {
            var descriptor = image.top.descriptor
            descriptor.platform = platform
            descriptors.append(descriptor)
            if let platform, absent.contains(platform) {
                result.absent.append(descriptor)
                continue
            }
            result.blobs.merge(image.blobs) { first, _ in first }
            result.manifests += image.manifests
        }
        let type: MediaType = format == .oci ? .ociIndex : .dockerList
        let body: [String: Any] = [
            "schemaVersion": 2, "mediaType": type.rawValue, "manifests": descriptors.map(fields),
        ]
        result.manifests.append(try Manifest(try json(body)))
        return result
    }

    /// Makes an index whose entries are blobs, as BuildKit pushes its cache.
    package init(indexOf entries: [(type: MediaType, bytes: [UInt8])]) throws {
        let descriptors = entries.map { Self.fields(add($0.bytes, $0.type)) }
        let body: [String: Any] = [
            "schemaVersion": 2, "mediaType": MediaType.ociIndex.rawValue, "manifests": descriptors,
        ]
        manifests = [try Manifest(try Self.json(body))]
    }

    /// Makes what cosign writes beside an image under the tag `sha256-<hex>.sig`.
    package static func signature(of image: TestImage) throws -> TestImage {
        let payload = try json(["critical": ["image": ["docker-manifest-digest": image.digest.description]]])
        return try TestImage(
            configuration: Array("{}".utf8),
            type: .ociConfiguration,
            layers: [(MediaType(rawValue: "application/vnd.dev.cosign.simplesigning.v1+json"), payload)],
            annotations: ["dev.cosignproject.cosign/signature": "bm90IGEgc2lnbmF0dXJl"]
        )
    }

    /// The tag of an image's signature.
    package var signatureTag: String { "\(digest.tagText).sig" }

    /// Makes an artifact that refers to an image, such as an attestation.
    package static func referrer(to image: TestImage, type: String, text: String = "{}") throws -> TestImage {
        try TestImage(
            configuration: Array("{}".utf8),
            type: .ociEmpty,
            layers: [(MediaType(rawValue: type), Array(text.utf8))],
            artifactType: type,
            subject: Descriptor(
                mediaType: image.top.descriptor.mediaType,
                digest: image.digest,
                size: image.top.descriptor.size
            ),
            annotations: ["org.example.made-by": "test"]
        )
    }

    /// Sends the image to a registry, blobs first.
    package func push(to repository: Repository, tag: String? = nil, with client: RegistryClient) async throws {
        for (digest, bytes) in blobs.sorted(by: { $0.key < $1.key }) {
            if try await client.blobExists(repository, digest) { continue }
            guard case .session(let session) = try await client.beginUpload(repository) else { continue }
            let descriptor = Descriptor(mediaType: .ociLayer, digest: digest, size: Int64(bytes.count))
            try await client.upload(session, descriptor, MemoryStream(bytes))
        }
        for manifest in manifests {
            try await client.put(manifest, to: repository, as: .digest(manifest.descriptor.digest))
        }
        if let tag { try await client.put(top, to: repository, as: .tag(try Tag(tag))) }
    }

    private mutating func add(_ bytes: [UInt8], _ type: MediaType) -> Descriptor {
        let descriptor = Descriptor(mediaType: type, digest: Digest(of: bytes), size: Int64(bytes.count))
        blobs[descriptor.digest] = bytes
        return descriptor
    }

    private static func layerType(_ bytes: [UInt8], _ format: Format) -> MediaType {
        let isGzipped = bytes.starts(with: [0x1f, 0x8b])
        switch format {
        case .oci: return isGzipped ? .ociGzippedLayer : .ociLayer
        case .docker:
            return MediaType(rawValue: "application/vnd.docker.image.rootfs.diff.tar" + (isGzipped ? ".gzip" : ""))
        }
    }

    private static func fields(_ descriptor: Descriptor) -> [String: Any] {
        var fields: [String: Any] = [
            "mediaType": descriptor.mediaType.rawValue, "digest": descriptor.digest.description,
            "size": descriptor.size,
        ]
        if let platform = descriptor.platform {
            fields["platform"] = ["os": platform.os, "architecture": platform.architecture]
        }
        return fields
    }

    private static func json(_ body: [String: Any]) throws -> [UInt8] {
        [UInt8](try JSONSerialization.data(withJSONObject: body, options: [.sortedKeys, .withoutEscapingSlashes]))
    }
}
