// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Downloads
import Foundation
import HTTPTransport
package import ImageAccess
import OCI
import Scheduling
package import TrustPolicies

/// Finds the signatures of images: in stores beside the registry, and under cosign's tags in it.
package struct SignatureFinder: Sendable {
    private let library: ImageLibrary
    private let downloader: Downloader
    let stores: SignatureStores

    package init(library: ImageLibrary, downloader: Downloader, stores: SignatureStores) {
        self.library = library
        self.downloader = downloader
        self.stores = stores
    }

    /// Reads a manifest of an image.
    func manifest(_ digest: Digest, of source: ImageSource) async throws -> Manifest {
        try await library.place(of: source).manifest(digest)
    }

    // MARK: Stores

    /// Returns the signatures of a digest in the store of an image, as `…@sha256=<hex>/signature-1` and so on.
    func stored(_ digest: Digest, of image: ImageReference) async throws(CancellationError) -> FoundSignatures? {
        guard let base = stores.lookaside(of: image) else { return nil }
        let folder = "\(base)@\(digest.algorithm.rawValue)=\(digest.hex)"
        var found = FoundSignatures(place: folder.hasPrefix("file:") ? folder : DownloadAddress.redacted(folder))
        for number in 1...FoundSignatures.countLimit {
            let place = "\(found.place)/signature-\(number)"
            do {
                guard let bytes = try await content(at: "\(folder)/signature-\(number)") else { break }
                // The other kinds of contents begin with a zero, and a message of OpenPGP with its highest bit set.
                found.signatures.append(
                    bytes.first.map { $0 & 0x80 != 0 } == true
                        ? .message(place: place, bytes)
                        : .unusable(place: place, reason: "it is not a message of OpenPGP")
                )
            } catch {
                if let error = error as? CancellationError { throw error }
                found.failure = error.inWords
                break
            }
        }
        return found
    }

    private func content(at url: String) async throws -> [UInt8]? {
        guard url.hasPrefix("file:") else {
            return try await downloader.get(url, limit: FoundSignatures.sizeLimit)?.body
        }
        let path = String(url.dropFirst("file://".count)).removingPercentEncoding ?? url
        return try await blocking { try Self.content(ofFile: path) }
    }

    private static func content(ofFile path: String) throws -> [UInt8]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try TrustFiles.bytes(of: path, limit: FoundSignatures.sizeLimit)
    }

    // MARK: Attachments

    /// The type of the text that cosign signs.
    private static let payloadType = "application/vnd.dev.cosign.simplesigning.v1+json"
    private static let signatureAnnotation = "dev.cosignproject.cosign/signature"

    /// Returns the signatures of a digest under cosign's tag in the repository of an image.
    func attached(_ digest: Digest, to source: ImageSource) async throws(CancellationError) -> FoundSignatures {
        let tag = Tag(.signature, of: digest)
        let repository =
            switch source {
            case .registry(let reference): reference.repository.description
            case .layout: "\(source)"
            }
        var found = FoundSignatures(place: tag.map { "\(repository):\($0)" } ?? "\(source)")
        guard let tag else { return found }
        do {
            guard let manifest = try await library.manifest(tag, beside: source) else { return found }
            guard case .image(_, let layers) = manifest.content else {
                found.failure = "it is not a manifest with signatures"
                return found
            }
            for layer in layers.prefix(FoundSignatures.countLimit) {
                found.signatures.append(try await signature(layer, of: source))
            }
        } catch {
            if let error = error as? CancellationError { throw error }
            found.failure = error.inWords
        }
        return found
    }

    private func signature(_ layer: Descriptor, of source: ImageSource) async throws -> FoundSignature {
        let place = layer.digest.short
        guard layer.mediaType.rawValue == Self.payloadType else {
            return .unusable(place: place, reason: "it has the type `\(printable(layer.mediaType.rawValue))`")
        }
        guard let text = layer.annotations?[Self.signatureAnnotation],
            let signature = Data(base64Encoded: text), !signature.isEmpty
        else { return .unusable(place: place, reason: "it has no annotation `\(Self.signatureAnnotation)` in Base64") }
        let payload = try await library.place(of: source)
            .verifiedBlob(layer, limit: FoundSignatures.sizeLimit)
        return .detached(place: place, payload: payload, signature: [UInt8](signature))
    }
}
