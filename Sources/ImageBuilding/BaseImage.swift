// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An image to build on: its manifests, and the configuration of each of its platforms.
package struct BaseImage: Sendable {
    let tree: ImageTree
    /// The configurations, by the manifest that they belong to.
    let configurations: [Digest: [UInt8]]

    /// The images of its platforms, in the order of the manifests.
    package var instances: [BaseInstance] {
        get throws(ImageBuildError) {
            var result: [BaseInstance] = []
            for manifest in tree.images {
                guard case .image(_, let layers) = manifest.content else { continue }
                do {
                    let fields = try JSONFields(configurations[manifest.descriptor.digest] ?? [], of: "configuration")
                    result.append(
                        BaseInstance(
                            digest: manifest.descriptor.digest,
                            layers: layers,
                            settings: fields["config"] as? [String: Any] ?? [:]
                        )
                    )
                } catch {
                    throw ImageBuildError(message: error.message)
                }
            }
            return result
        }
    }

    /// Puts layers on top of each platform's image, the lowest first; `adapt` changes the settings of what it runs.
    ///
    /// Throws `ImageBuildError` if the image cannot be built on.
    package func topped(
        with layers: [TopLayer],
        adapting adapt: @escaping (inout [String: Any]) -> Void
    ) throws -> BuiltImage {
        try topped { _ in ToppedImage(layers: layers, adapt: adapt) }
    }

    /// Puts the result of `top` on top of each platform's image; `top` gets the digest of the image's manifest.
    ///
    /// Throws `ImageBuildError` if the image cannot be built on, and the errors of `top`.
    package func topped(_ top: (Digest) throws -> ToppedImage) throws -> BuiltImage {
        do {
            var draft = Draft(base: self)
            return try draft.run(top)
        } catch let error as JSONFields.Failure {
            throw ImageBuildError(message: error.message)
        } catch let error as ManifestError {
            throw ImageBuildError(message: error.message)
        }
    }
}

/// One platform's image of a base.
package struct BaseInstance {
    /// The digest of its manifest.
    package let digest: Digest
    /// The layers, base first.
    package let layers: [Descriptor]
    /// The settings of what it runs: the object `config` of its configuration.
    package let settings: [String: Any]
}

extension ImageTree {
    /// The manifests of images that run, without build attestations.
    var images: [Manifest] {
        let attestations = attestations
        return manifests.filter { ToppedImage.isImage($0) && !attestations.contains($0.descriptor.digest) }
    }

    /// The build attestations of the base, which do not apply to an image that is built on it.
    fileprivate var attestations: Set<Digest> {
        Set(manifests.flatMap(\.children).filter { $0.platform?.os == "unknown" }.map(\.digest))
    }
}

/// A build in progress: the new manifest for each manifest of the base.
private struct Draft {
    let base: BaseImage
    private var results: [Digest: Manifest] = [:]
    private var blobs: [Digest: BuiltImage.Content] = [:]

    init(base: BaseImage) { self.base = base }

    /// Goes through the manifests, children before their index.
    mutating func run(_ top: (Digest) throws -> ToppedImage) throws -> BuiltImage {
        let tree = base.tree
        let attestations = tree.attestations
        var manifests: [Manifest] = []
        for manifest in tree.manifests where !attestations.contains(manifest.descriptor.digest) {
            guard let result = try topped(manifest, top) else { continue }
            results[manifest.descriptor.digest] = result
            manifests.append(result)
        }
        guard let root = results[tree.root.descriptor.digest] else {
            throw JSONFields.Failure(message: "it is neither an image that runs nor an index of such images")
        }
        return BuiltImage(tree: ImageTree(root: root, children: manifests.dropLast()), blobs: blobs)
    }

    /// Returns the new manifest for a manifest; `nil` if it is not an image that runs.
    private mutating func topped(_ manifest: Manifest, _ top: (Digest) throws -> ToppedImage) throws -> Manifest? {
        if manifest.descriptor.mediaType.isIndex {
            let index = try ToppedImage.index(manifest, results)
            return index.children.isEmpty ? nil : index
        }
        guard let bytes = base.configurations[manifest.descriptor.digest] else { return nil }
        let top = try top(manifest.descriptor.digest)
        let configuration = try top.configuration(bytes)
        blobs[Digest(of: configuration)] = .bytes(configuration)
        for layer in top.layers { blobs[layer.digest] = layer.content }
        return try top.manifest(manifest, configuration: configuration)
    }
}
