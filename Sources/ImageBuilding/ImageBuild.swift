// SPDX-License-Identifier: Apache-2.0

package import OCI
import Scheduling

/// Makes an image out of a base image: layers on top of each of its platforms.
///
/// The same base and the same layers give the same digest, whenever and wherever it is built; nothing is pushed.
package struct ImageBuild: Sendable {
    private let base: ImagePlace
    private let digest: Digest
    private let platforms: [Platform]

    /// The most bytes of an image's configuration that are read.
    private static let configurationLimit = 4 << 20

    /// Prepares a build on the image of a digest; platforms that are not wanted have no part in it.
    package init(base: ImagePlace, digest: Digest, platforms: [Platform] = []) {
        self.base = base
        self.digest = digest
        self.platforms = platforms
    }

    /// Builds; `adapt` changes what each platform's image runs, the object `config` of its configuration.
    ///
    /// Throws `ImageBuildError` where the base is none that could be built on, and what reading it throws.
    package func topped(
        with layers: [TopLayer],
        adapting adapt: @escaping (inout [String: Any]) -> Void
    ) async throws -> BuiltImage {
        do {
            let tree = try await ImageTree.read(digest, platforms: platforms) { try await base.manifest($0) }
            let images = tree.manifests.filter(ToppedImage.isImage)
            let configurations = try await concurrentMap(images, limit: 8) { manifest in
                (manifest.descriptor.digest, try await configuration(of: manifest))
            }
            var draft = Draft(
                tree: tree,
                configurations: Dictionary(configurations, uniquingKeysWith: { $1 }),
                top: ToppedImage(layers: layers, adapt: adapt)
            )
            return try draft.run()
        } catch let error as JSONFields.Failure {
            throw ImageBuildError(message: error.message)
        } catch let error as ManifestError {
            throw ImageBuildError(message: error.message)
        }
    }

    private func configuration(of manifest: Manifest) async throws -> [UInt8] {
        guard let descriptor = manifest.blobs.first else { return [] }
        return try await base.verifiedBlob(descriptor, limit: Self.configurationLimit)
    }
}

/// An image cannot be built on.
package struct ImageBuildError: Error, Sendable, CustomStringConvertible {
    package let message: String

    package var description: String { message }
}

/// One build: what each manifest of the base became.
private struct Draft {
    let tree: ImageTree
    let configurations: [Digest: [UInt8]]
    let top: ToppedImage
    private var results: [Digest: Manifest] = [:]
    private var blobs: [Digest: BuiltImage.Content] = [:]

    init(tree: ImageTree, configurations: [Digest: [UInt8]], top: ToppedImage) {
        self.tree = tree
        self.configurations = configurations
        self.top = top
    }

    /// Goes through the manifests, children before their index.
    mutating func run() throws -> BuiltImage {
        // Attestations of how the base was built say nothing of this image.
        let attestations = tree.manifests.flatMap(\.children).filter { $0.platform?.os == "unknown" }.map(\.digest)
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
        guard let bytes = configurations[manifest.descriptor.digest] else { return nil }
        let configuration = try top.configuration(bytes)
        blobs[Digest(of: configuration)] = .bytes(configuration)
        return try top.manifest(manifest, configuration: configuration)
    }
}
