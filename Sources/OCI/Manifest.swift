// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation

/// A manifest or index: its exact bytes and what they say.
package struct Manifest: Sendable, Equatable {
    /// What a manifest refers to.
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
    /// The manifest that this one is about: a signature's image, say.
    package let subject: Descriptor?

    /// The most bytes of a manifest that are read; registries accept about 4 MiB.
    package static let sizeLimit = 16 << 20
    /// The most parts that a manifest may name: an index its manifests, an image its layers.
    package static let descriptorLimit = 10_000

    /// Reads a manifest from its exact bytes.
    ///
    /// `named` is the type that the registry gave, without parameters; `nil` takes the one inside.
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
        // An artifact that is all in its annotations may leave them out, and programs in Go write `null` for none.
        let layers = body.layers ?? []
        try check([configuration] + layers)
        return .image(configuration: configuration, layers: layers)
    }

    /// Refuses more than anything can have, and sizes that nothing has, before anybody adds them up.
    private static func check(_ descriptors: [Descriptor]) throws(ManifestError) {
        guard descriptors.count <= descriptorLimit else {
            throw ManifestError(
                message:
                    "it names \(descriptors.count) parts, more than the \(descriptorLimit) that are read of a manifest"
            )
        }
        for descriptor in descriptors where !(0...Descriptor.sizeLimit).contains(descriptor.size) {
            throw ManifestError(message: "\(descriptor.digest) has a size of \(descriptor.size) bytes, which cannot be")
        }
    }

    /// The blobs that are needed with the manifest, of an index those of its entries that are no manifests.
    ///
    /// Foreign layers stay where their descriptor's URLs point and are left out.
    package var blobs: [Descriptor] {
        switch content {
        case .image(let configuration, let layers):
            [configuration] + layers.filter { !$0.mediaType.isForeignLayer }
        case .artifact(let blobs): blobs.filter { !$0.mediaType.isForeignLayer }
        case .index(let entries):
            entries.filter { !$0.mediaType.isOfManifest && !$0.mediaType.isForeignLayer }
        }
    }

    /// Whether a digest of any algorithm is this manifest's.
    package func isNamed(_ digest: Digest?) -> Bool {
        guard let digest else { return false }
        if digest.algorithm == descriptor.digest.algorithm { return digest == descriptor.digest }
        return Digest(of: bytes, algorithm: digest.algorithm) == digest
    }

    /// The manifests of an index; none for an image.
    package var children: [Descriptor] {
        guard case .index(let entries) = content else { return [] }
        return entries.filter(\.mediaType.isOfManifest)
    }
}

/// Bytes are not a manifest that this tool can copy.
package struct ManifestError: Error, Sendable, Equatable, CustomStringConvertible {
    package let message: String

    package var description: String { message }
}
