// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An image that can be built on: its manifests, and the configuration of each of its platforms.
package struct BaseImage: Sendable {
    let tree: ImageTree
    /// By the manifest that they belong to.
    let configurations: [Digest: [UInt8]]

    /// What each platform's image runs: the object `config` of its configuration, in the order of the manifests.
    package var settings: [[String: Any]] {
        get throws(ImageBuildError) {
            var result: [[String: Any]] = []
            for manifest in tree.images {
                do {
                    let fields = try JSONFields(configurations[manifest.descriptor.digest] ?? [], of: "configuration")
                    result.append(fields["config"] as? [String: Any] ?? [:])
                } catch {
                    throw ImageBuildError(message: error.message)
                }
            }
            return result
        }
    }

    /// Puts layers on top of each platform's image, the lowest first; `adapt` changes what it runs.
    ///
    /// Throws `ImageBuildError` where it is no image that could be built on.
    package func topped(
        with layers: [TopLayer],
        adapting adapt: @escaping (inout [String: Any]) -> Void
    ) throws -> BuiltImage {
        do {
            var draft = Draft(base: self, top: ToppedImage(layers: layers, adapt: adapt))
            return try draft.run()
        } catch let error as JSONFields.Failure {
            throw ImageBuildError(message: error.message)
        } catch let error as ManifestError {
            throw ImageBuildError(message: error.message)
        }
    }
}

extension ImageTree {
    /// The manifests of images that run, without what attests how one was built.
    var images: [Manifest] {
        let attestations = attestations
        return manifests.filter { ToppedImage.isImage($0) && !attestations.contains($0.descriptor.digest) }
    }

    /// Attestations of how the base was built say nothing of an image that is built on it.
    fileprivate var attestations: Set<Digest> {
        Set(manifests.flatMap(\.children).filter { $0.platform?.os == "unknown" }.map(\.digest))
    }
}

/// One build: what each manifest of the base became.
private struct Draft {
    let base: BaseImage
    let top: ToppedImage
    private var results: [Digest: Manifest] = [:]
    private var blobs: [Digest: BuiltImage.Content] = [:]

    init(base: BaseImage, top: ToppedImage) {
        self.base = base
        self.top = top
    }

    /// Goes through the manifests, children before their index.
    mutating func run() throws -> BuiltImage {
        let tree = base.tree
        let attestations = tree.attestations
        var manifests: [Manifest] = []
        for manifest in tree.manifests where !attestations.contains(manifest.descriptor.digest) {
            guard let result = try topped(manifest) else { continue }
            results[manifest.descriptor.digest] = result
            manifests.append(result)
        }
        guard let root = results[tree.root.descriptor.digest] else {
            throw JSONFields.Failure(message: "it is no image that runs, nor an index of some")
        }
        for layer in top.layers { blobs[layer.digest] = layer.content }
        return BuiltImage(tree: ImageTree(root: root, children: manifests.dropLast()), blobs: blobs)
    }

    /// What a manifest becomes; `nil` for what is no image that runs.
    private mutating func topped(_ manifest: Manifest) throws -> Manifest? {
        if manifest.descriptor.mediaType.isIndex {
            let index = try ToppedImage.index(manifest, results)
            return index.children.isEmpty ? nil : index
        }
        guard let bytes = base.configurations[manifest.descriptor.digest] else { return nil }
        let configuration = try top.configuration(bytes)
        blobs[Digest(of: configuration)] = .bytes(configuration)
        return try top.manifest(manifest, configuration: configuration)
    }
}
