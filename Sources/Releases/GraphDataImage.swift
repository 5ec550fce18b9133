// SPDX-License-Identifier: Apache-2.0

package import Downloads
import Foundation
package import Layouts
package import OCI
package import Plans
package import Registry
package import Resolution
import Scheduling

/// Builds the image from which a cluster's update service takes the data of the update graph.
///
/// The data becomes a layer on top of every platform of a base image. The same data and the same base give the same
/// digest, whenever and wherever it is built; nothing is pushed.
package struct GraphDataImage: Sendable {
    /// Where the data is downloaded unless a caller says otherwise.
    package static let standardURL = "https://api.openshift.com/api/upgrades_info/graph-data"

    /// The base image unless a caller says otherwise.
    package static var standardBase: ImageReference {
        get throws(ReferenceError) { try ImageReference("registry.access.redhat.com/ubi9/ubi:latest") }
    }

    /// What the update service runs to get the data.
    private static let command = [
        "/bin/bash", "-c", "exec cp -rp /\(GraphDataMembers.root)/* /var/lib/cincinnati/graph-data",
    ]
    /// The most bytes of an image's configuration that are read.
    private static let configurationLimit = 4 << 20

    private let client: RegistryClient
    private let downloader: Downloader
    private let cache: DiskCache
    private let dataURL: String
    private let base: ImageReference

    /// Prepares a build; `client` reads as from any source, so registries.conf and its endpoints' settings hold.
    package init(
        client: RegistryClient,
        downloader: Downloader,
        cache: DiskCache,
        dataURL: String = standardURL,
        base: ImageReference
    ) {
        self.client = client
        self.downloader = downloader
        self.cache = cache
        self.dataURL = dataURL
        self.base = base
    }

    /// Builds the image from what is there now, and says how it can be built again.
    package func plan() async throws -> DesiredBuild {
        let url = URLComponents(string: dataURL)
        guard url?.user == nil, url?.password == nil else { throw GraphDataError.credentials }
        let base = try await pinnedBase()
        let (layer, size) = try await GraphDataLayer(downloader: downloader, cache: cache, url: dataURL).make()
        let recipe = BuildRecipe(
            kind: .graphData,
            base: base.description,
            layer: layer,
            layerSize: size,
            input: dataURL
        )
        return DesiredBuild(recipe: recipe, image: try await image(recipe))
    }

    /// Builds the image of a recipe, from what is kept here or from the data, if it is still the same.
    package func build(_ recipe: BuildRecipe) async throws -> BuiltImage {
        let isKept = try await blocking { [cache] in cache.holds(recipe.layer, size: recipe.layerSize) }
        if !isKept {
            let (found, _) = try await GraphDataLayer(downloader: downloader, cache: cache, url: recipe.input).make()
            guard found == recipe.layer else {
                throw GraphDataError.changed(url: recipe.input, planned: recipe.layer, found: found)
            }
        }
        return try await image(recipe)
    }

    private func pinnedBase() async throws -> ImageReference {
        guard base.digest == nil else { return base }
        guard let name = base.manifestReference else {
            throw GraphDataError.base(base, "it names neither a tag nor a digest")
        }
        guard let found = try await client.head(base.repository, name) else {
            throw GraphDataError.base(base, "the registry has no such image")
        }
        return base.pinned(to: found.digest)
    }

    private func image(_ recipe: BuildRecipe) async throws -> BuiltImage {
        let base = try ImageReference(recipe.base)
        guard let digest = base.digest else { throw GraphDataError.base(base, "it is not pinned by digest") }
        let tree = try await ImageTree.read(digest, platforms: []) { digest in
            try await client.manifest(base.repository, .digest(digest))
        }
        let images = tree.manifests.filter(ToppedImage.isImage)
        let configurations = try await concurrentMap(images, limit: 8) { manifest in
            (manifest.descriptor.digest, try await configuration(of: manifest, in: base.repository))
        }
        let top = ToppedImage(
            layer: recipe.layer,
            layerSize: recipe.layerSize,
            command: Self.command,
            comment: "the data of the update graph"
        )
        var build = GraphDataBuild(
            tree: tree,
            configurations: Dictionary(configurations, uniquingKeysWith: { $1 }),
            top: top
        )
        do {
            return try build.run(layer: .file(path: cache.path(of: recipe.layer)))
        } catch let error as JSONFields.Failure {
            throw GraphDataError.base(base, error.message)
        } catch let error as ManifestError {
            throw GraphDataError.base(base, error.message)
        }
    }

    private func configuration(of manifest: Manifest, in repository: Repository) async throws -> [UInt8] {
        guard let descriptor = manifest.blobs.first else { return [] }
        return try await client.verifiedBlob(repository, descriptor, limit: Self.configurationLimit)
    }
}

/// One build: what each manifest of the base became.
private struct GraphDataBuild {
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
    mutating func run(layer: BuiltImage.Content) throws -> BuiltImage {
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
        blobs[top.layer] = layer
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
