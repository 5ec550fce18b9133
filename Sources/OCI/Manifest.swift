// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation

/// A manifest or index: its exact bytes and its parsed content.
package struct Manifest: Sendable, Equatable {
    /// The references of a manifest.
    package enum Content: Sendable, Equatable {
        /// The entries of an index, in order.
        case index([Descriptor])
        case image(configuration: Descriptor, layers: [Descriptor])
        case artifact([Descriptor])
    }

    /// The bytes as they were read; they are copied unchanged.
    package let bytes: [UInt8]
    package let descriptor: Descriptor
    package let content: Content
    /// The subject of this manifest, for example the image that it signs.
    package let subject: Descriptor?

    /// The maximum size of a manifest; registries accept about 4 MiB.
    package static let sizeLimit = 16 << 20
    /// The maximum number of parts in a manifest: the manifests of an index, or the layers of an image.
    package static let descriptorLimit = 10_000

    /// Reads a manifest from its exact bytes.
    ///
    /// `named` is the type that the registry gave, without parameters; `nil` takes the type in the manifest.
    package init(
        _ bytes: [UInt8],
        mediaType named: MediaType? = nil,
        algorithm: Digest.Algorithm = .sha256
    ) throws(ManifestError) {
        let body: ManifestBody
        do {
            body = try JSONDecoder().decode(ManifestBody.self, from: Data(bytes))
        } catch {
            throw ManifestError(message: "the manifest is not the JSON of an image or index: \(JSONFault(error))")
        }
        let named = named.flatMap { $0.isGeneric ? nil : $0 }
        if body.isOfSchema1 || named == .dockerSchema1 || named == .dockerSignedSchema1 {
            throw ManifestError(
                message:
                    "the manifest is of Docker's schema 1, which was retired; push the image again with a current tool"
            )
        }
        if let inside = body.mediaType, let named, inside != named {
            throw ManifestError(message: "the registry says `\(named)`, the manifest says `\(inside)`")
        }
        let mediaType = named ?? body.mediaType ?? (body.isIndex ? .ociIndex : .ociManifest)
        content = try Self.content(of: body, mediaType)
        subject = body.subject
        self.bytes = bytes
        descriptor = Descriptor(
            mediaType: mediaType,
            digest: Digest(of: bytes, algorithm: algorithm),
            size: Int64(bytes.count),
            artifactType: body.artifactType ?? (body.subject == nil ? nil : body.config?.mediaType.rawValue),
            annotations: body.annotations?.texts
        )
    }

    private static func content(of body: ManifestBody, _ mediaType: MediaType) throws(ManifestError) -> Content {
        if mediaType.isIndex {
            guard body.hasManifests else { throw ManifestError(message: "the index has no `manifests`") }
            let manifests = body.manifests ?? []
            guard body.layers == nil else { throw ManifestError(message: "an index has no `layers`") }
            try check(manifests)
            return .index(manifests)
        }
        guard mediaType.isManifest else {
            throw ManifestError(message: "`\(mediaType)` is neither an image manifest nor an index")
        }
        guard body.manifests == nil else { throw ManifestError(message: "an image manifest has no `manifests`") }
        if mediaType == .ociArtifact {
            let blobs = body.blobs ?? []
            try check(blobs)
            return .artifact(blobs)
        }
        guard let configuration = body.config else {
            throw ManifestError(message: "the image manifest has no `config`")
        }
        // An artifact with all its data in annotations may omit the layers, and Go programs write `null` for an empty
        // list.
        let layers = body.layers ?? []
        try check([configuration] + layers)
        return .image(configuration: configuration, layers: layers)
    }

    /// Refuses too many parts and impossible sizes before they are added up.
    private static func check(_ descriptors: [Descriptor]) throws(ManifestError) {
        guard descriptors.count <= descriptorLimit else {
            throw ManifestError(
                message:
                    "it names \(descriptors.count) parts, more than the \(descriptorLimit) that are read of a manifest"
            )
        }
        for descriptor in descriptors where !(0...Descriptor.sizeLimit).contains(descriptor.size) {
            throw ManifestError(
                message: "\(descriptor.digest) has a size of \(descriptor.size) bytes, which is impossible"
            )
        }
    }

    /// The blobs that the manifest needs; for an index, its entries that are not manifests.
    ///
    /// Foreign layers stay at the URLs of their descriptor and are not included.
    package var blobs: [Descriptor] {
        switch content {
        case .image(let configuration, let layers):
            [configuration] + layers.filter { !$0.mediaType.isForeignLayer }
        case .artifact(let blobs): blobs.filter { !$0.mediaType.isForeignLayer }
        case .index(let entries):
            entries.filter { !$0.mediaType.isOfManifest && !$0.mediaType.isForeignLayer }
        }
    }

    /// Whether a digest, of any algorithm, is the digest of this manifest.
    package func isNamed(_ digest: Digest?) -> Bool {
        guard let digest else { return false }
        if digest.algorithm == descriptor.digest.algorithm { return digest == descriptor.digest }
        return Digest(of: bytes, algorithm: digest.algorithm) == digest
    }

    /// The manifests of an index; empty for an image.
    package var children: [Descriptor] {
        guard case .index(let entries) = content else { return [] }
        return entries.filter(\.mediaType.isOfManifest)
    }
}

/// An error that bytes are not a manifest that this tool can copy.
package struct ManifestError: Error, Sendable, Equatable, CustomStringConvertible {
    package let message: String

    package var description: String { message }
}
