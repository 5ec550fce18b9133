// SPDX-License-Identifier: Apache-2.0

package import Cache
import Foundation
package import ImageAccess
import Layers
package import OCI
import Scheduling

/// Reads release payloads, each once: the content of a payload never changes, because its digest does not.
package struct PayloadReader: Sendable {
    /// The maximum size of an image's configuration in bytes.
    private static let configurationLimit = 4 << 20

    private let library: ImageLibrary
    private let cache: DiskCache
    /// Whether some platforms of a payload may be missing where it is read.
    private let isSparse: Bool
    private let work = SharedWork<Digest, ReleasePayload>()

    package init(library: ImageLibrary, cache: DiskCache, isSparse: Bool = false) {
        self.library = library
        self.cache = cache
        self.isSparse = isSparse
    }

    /// Reads a payload that is pinned by digest; a known one is taken from the cache.
    ///
    /// Throws `PayloadError` if the image is not a payload, and the errors of reading it.
    package func read(_ reference: ImageReference) async throws -> ReleasePayload {
        guard let digest = reference.digest else {
            throw PayloadError(payload: reference, place: nil, fault: .notPinned)
        }
        return try await work.value(for: digest) {
            if let known = try await blocking({ [cache] in PayloadRecord.payload(digest, in: cache) }) { return known }
            let payload = try await fetch(reference, digest)
            try await blocking { [cache] in try PayloadRecord.store(payload, in: cache) }
            return payload
        }
    }

    private func fetch(_ reference: ImageReference, _ digest: Digest) async throws -> ReleasePayload {
        let place = try library.place(of: .registry(reference))
        let root = try await place.manifest(digest)
        let (image, configuration, layers) = try await instance(of: root, reference, place)
        let isIndex = root.descriptor.mediaType.isIndex
        let architecture = isIndex ? "multi" : try await architecture(configuration, reference, place)
        // `oc adm release new` writes them into one layer, so files missing there are in no other layer.
        let wanted = try LayerFiles(
            [PayloadFile.imageReferences],
            companions: [PayloadFile.metadata, PayloadFile.bootImages]
        )
        let files = try await wanted.read(layers) { layer, read in try await place.wholeBlob(layer, read) }
        let documents = PayloadDocuments(payload: reference, files: files)
        let (version, components) = try documents.release()
        let (kubeVirt, fault) = documents.kubeVirt()
        return ReleasePayload(
            digest: digest,
            instance: image,
            version: version,
            architecture: architecture,
            components: components,
            kubeVirt: .init(images: kubeVirt, fault: fault)
        )
    }

    /// Finds the image to read: the one for linux/amd64, or the first one by name, the same on every machine.
    private func instance(
        of root: Manifest,
        _ reference: ImageReference,
        _ place: ImagePlace
    ) async throws -> (Digest, configuration: Descriptor, layers: [Descriptor]) {
        var manifest = root
        for _ in 0...ImageTree.depthLimit {
            switch manifest.content {
            case .image(let configuration, let layers):
                return (manifest.descriptor.digest, configuration, layers)
            case .index(let children):
                guard let child = try await place.preferredChild(of: children, isSparse: isSparse) else {
                    throw PayloadError(payload: reference, place: nil, fault: .noPlatform)
                }
                manifest = child
            case .artifact: throw PayloadError(payload: reference, place: nil, fault: .noPlatform)
            }
        }
        throw PayloadError(payload: reference, place: nil, fault: .noPlatform)
    }

    private struct Configuration: Decodable { var architecture: String }

    /// The processor in the image's configuration.
    private func architecture(
        _ descriptor: Descriptor,
        _ reference: ImageReference,
        _ place: ImagePlace
    ) async throws -> String {
        let bytes = try await place.verifiedBlob(descriptor, limit: Self.configurationLimit)
        let named = try? JSONDecoder().decode(Configuration.self, from: Data(bytes)).architecture
        guard let named, !named.isEmpty else {
            throw PayloadError(
                payload: reference,
                place: "the image's configuration \(descriptor.digest)",
                fault: .malformed("expected a field `architecture` that names the processor")
            )
        }
        return named
    }
}
